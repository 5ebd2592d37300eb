export { DecisionActs } from './DecisionActs';
export { DecisionLine } from './DecisionLine';
export { ByHand } from './ByHand';
