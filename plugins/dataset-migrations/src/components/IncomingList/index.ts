export { IncomingList } from './IncomingList';
