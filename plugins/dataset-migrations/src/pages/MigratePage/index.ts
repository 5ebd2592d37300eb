export { MigratePage } from './MigratePage';
