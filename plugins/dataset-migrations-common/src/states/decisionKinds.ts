import type { DecisionKind } from '../schema/types.generated';

/**
 * What may stand of what was said about a target.
 * @public
 */
export const DECISION_KINDS = [
  'accept',
  'snooze',
  'takeOver',
  'notOurs',
  'askException',
  'exempt',
  'notAConsumer',
] as const satisfies readonly DecisionKind[];
