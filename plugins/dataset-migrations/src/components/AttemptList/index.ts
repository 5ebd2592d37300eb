export { AttemptList } from './AttemptList';
export { VERDICT_WORDS } from './verdictWords';
