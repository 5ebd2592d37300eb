import type { FailureClass } from '@skein/backstage-plugin-dataset-migrations-common';

/** After so many failures in a row that the attempt itself is to blame for, a person has to look. */
export const MAX_AGENT_FAILURES = 3;

export interface RetryFacts {
  failure: FailureClass;
  /** Failures in a row of this class, with this one. */
  failures: number;
  /** How long the code host asked to be left alone. */
  retryAfterSeconds?: number;
  /** From 0 to 1; spreads those that failed together. */
  random: number;
}

export type RetryPlan =
  | { kind: 'later'; delaySeconds: number }
  | { kind: 'giveUp' };

interface Backoff {
  firstSeconds: number;
  capSeconds: number;
}

const BACKOFF: Record<Exclude<FailureClass, 'permanent'>, Backoff> = {
  infrastructure: { firstSeconds: 15, capSeconds: 900 },
  // how long a host is left alone is kept for the host; a target that was refused often is no reason to wait longer
  rate: { firstSeconds: 60, capSeconds: 300 },
  agent: { firstSeconds: 30, capSeconds: 600 },
};

/**
 * Whether and when a failed attempt is worth another one. What the surroundings are to blame for is tried without an
 * end, since accepted work is never lost; what the attempt is to blame for, a few times; what nothing but a person can
 * mend, never.
 */
export function planRetry(facts: RetryFacts): RetryPlan {
  const { failure, failures, retryAfterSeconds = 0, random } = facts;
  if (
    failure === 'permanent' ||
    (failure === 'agent' && failures >= MAX_AGENT_FAILURES)
  ) {
    return { kind: 'giveUp' };
  }
  const { firstSeconds, capSeconds } = BACKOFF[failure];
  const ceiling = Math.min(
    firstSeconds * 2 ** Math.min(failures - 1, 20),
    capSeconds,
  );
  // full jitter: anything up to the ceiling, so that a thousand that failed at once do not come back at once
  const jitter = Math.ceil(ceiling * random);
  return {
    kind: 'later',
    delaySeconds: Math.max(1, Math.ceil(retryAfterSeconds) + jitter),
  };
}
