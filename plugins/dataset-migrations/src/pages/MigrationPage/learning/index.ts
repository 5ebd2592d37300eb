export { LearnedRulesPanel } from './LearnedRulesPanel';
