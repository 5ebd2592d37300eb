export { SessionLog } from './SessionLog';
