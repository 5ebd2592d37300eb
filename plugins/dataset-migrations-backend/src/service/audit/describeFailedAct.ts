import { shorten } from './describeAsked';

/** Errors that tell the caller what to do otherwise, as the REST API answers them. */
const REFUSALS: readonly string[] = [
  'ConflictError',
  'InputError',
  'KeyReusedError',
  'NotFoundError',
  'PreconditionFailedError',
];

/** What the row of an act says when it ended with an error. What broke in the house is for its log, not for a table. */
export function describeFailedAct(error: unknown): {
  outcome: 'denied' | 'refused' | 'failed';
  problem?: string;
} {
  if (!(error instanceof Error)) {
    return { outcome: 'failed' };
  }
  const problem = shorten(error.message);
  if (error.name === 'NotAllowedError') {
    return { outcome: 'denied', problem };
  }
  return REFUSALS.includes(error.name)
    ? { outcome: 'refused', problem }
    : { outcome: 'failed' };
}
