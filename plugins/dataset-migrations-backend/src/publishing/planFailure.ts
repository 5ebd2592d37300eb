import { isError } from '@backstage/errors';
import {
  CodeHostBudgetError,
  CodeHostUnavailableError,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { classifyFailure } from '../execution/classifyFailure';

export interface FailureFacts {
  error: unknown;
  /** Failures in a row before this one. */
  failureCount: number;
}

export type FailurePlan =
  /** Nothing failed: what may be asked of the host is used up for now. */
  | { kind: 'wait'; reason: string; delaySeconds: number }
  | {
      kind: 'later';
      reason: string;
      delaySeconds: number;
      /** Set when the host asked to be left alone, by whatever publication. */
      hostDelaySeconds?: number;
    }
  | { kind: 'giveUp'; reason: string };

const FIRST_DELAY_SECONDS = 5;
const MAX_DELAY_SECONDS = 300;
/** What nobody foresaw may pass by itself, but not for ever. */
const MAX_UNFORESEEN_FAILURES = 6;

/** What the code host will say again, however often it is asked. */
const PERMANENT = ['NotAllowedError', 'NotFoundError', 'InputError'];
/** What passes by itself, so that accepted work waits for it without an end. */
const PASSING = ['ServiceUnavailableError', 'ConflictError'];

/** What to do after a publication failed. Looks at nothing but its argument. */
export function planFailure({
  error,
  failureCount,
}: FailureFacts): FailurePlan {
  const name = isError(error) ? error.name : 'unknown';
  const reason = isError(error) ? error.message : String(error);
  if (error instanceof CodeHostBudgetError) {
    return {
      kind: 'wait',
      reason,
      delaySeconds: error.retryAfterSeconds ?? 60,
    };
  }
  if (PERMANENT.includes(name)) {
    return { kind: 'giveUp', reason };
  }
  const passes =
    PASSING.includes(name) ||
    classifyFailure(error).failure === 'infrastructure';
  if (!passes && failureCount + 1 >= MAX_UNFORESEEN_FAILURES) {
    return {
      kind: 'giveUp',
      reason: `${reason}; it failed ${MAX_UNFORESEEN_FAILURES} times, see the log and retry the target`,
    };
  }
  const backoff = Math.min(
    FIRST_DELAY_SECONDS * 2 ** Math.min(failureCount, 10),
    MAX_DELAY_SECONDS,
  );
  const asked =
    error instanceof CodeHostUnavailableError
      ? error.retryAfterSeconds
      : undefined;
  return {
    kind: 'later',
    reason,
    delaySeconds: Math.max(backoff, asked ?? 0),
    hostDelaySeconds: asked,
  };
}
