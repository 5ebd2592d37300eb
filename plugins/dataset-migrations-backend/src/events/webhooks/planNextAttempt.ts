const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** After how many seconds a message is sent again, by how often it has failed; then it is given up. docs/events.md has them. */
export const RETRY_DELAYS: readonly number[] = [
  5,
  30,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  12 * HOUR,
  12 * HOUR,
  12 * HOUR,
];

/** Part of a delay by which it is shorter or longer, so that what failed together does not come back together. */
const JITTER = 0.2;
const LONGEST = 24 * HOUR;

export interface PlanNextAttemptOptions {
  /** Those before, and the one that has just been. */
  failureCount: number;
  /** What the receiver asks for, which is never less than our own. */
  retryAfterSeconds?: number;
  /** From 0 to 1. */
  random: number;
}

/** After how many seconds a message is sent again; undefined when it is given up. */
export function planNextAttempt(
  options: PlanNextAttemptOptions,
): number | undefined {
  const { failureCount, retryAfterSeconds = 0, random } = options;
  const delay = RETRY_DELAYS[failureCount - 1];
  if (delay === undefined) {
    return undefined;
  }
  const jittered = delay * (1 - JITTER + 2 * JITTER * random);
  return Math.max(jittered, Math.min(retryAfterSeconds, LONGEST));
}
