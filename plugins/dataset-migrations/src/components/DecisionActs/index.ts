export { DecisionActs } from './DecisionActs';
export { DecisionLine } from './DecisionLine';
export { ByHand } from './ByHand';
export { DecisionDay } from './DecisionDay';
export { DECISION_DIALOGS } from './DECISION_DIALOGS';
export type { AskedDecision, DecisionDialogFields } from './DECISION_DIALOGS';
