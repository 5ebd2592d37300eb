export { AttemptList } from './AttemptList';
