export { ReadersPanel } from './ReadersPanel';
