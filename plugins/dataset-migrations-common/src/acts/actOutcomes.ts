import type { ActOutcome } from '../schema/types.generated';

/**
 * What can come of an act.
 * @public
 */
export const ACT_OUTCOMES = [
  'done',
  'denied',
  'refused',
  'failed',
  'begun',
] as const satisfies readonly ActOutcome[];
