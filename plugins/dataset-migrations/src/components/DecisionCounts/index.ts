export { DecisionCounts } from './DecisionCounts';
