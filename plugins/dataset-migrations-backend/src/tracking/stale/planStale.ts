/** What happens to open pull requests that nobody does anything about. */
export interface StalePolicy {
  /** People are reminded after so many days in which nothing happened; 0 for never. */
  remindAfterDays: number;
  /** How often at most, each time after as many days. */
  reminders: number;
  /** It is closed so many days after the last reminder. Absent: never. */
  closeAfterDays?: number;
}

export interface StaleFacts {
  policy: StalePolicy;
  /** Since people did something last. */
  quietSeconds: number;
  /** Reminders since then: how many are meant, how many were written, and how long ago the last one was. */
  meant: number;
  written: number;
  secondsSinceWritten?: number;
}

export type StalePlan =
  | { kind: 'none' }
  | { kind: 'remind'; number: number }
  | { kind: 'close' };

const DAY_SECONDS = 24 * 3600;

/**
 * What is due for a pull request that is open. Nothing is closed before the last reminder was written, and nothing new is
 * meant while a reminder is on its way, or could not be written. Looks at nothing but its argument.
 */
export function planStale(facts: StaleFacts): StalePlan {
  const { policy, meant, written } = facts;
  if (policy.remindAfterDays <= 0 || meant > written) {
    return { kind: 'none' };
  }
  const seconds = facts.secondsSinceWritten ?? facts.quietSeconds;
  if (written < policy.reminders) {
    return seconds >= policy.remindAfterDays * DAY_SECONDS
      ? { kind: 'remind', number: written + 1 }
      : { kind: 'none' };
  }
  const { closeAfterDays } = policy;
  return closeAfterDays !== undefined && seconds >= closeAfterDays * DAY_SECONDS
    ? { kind: 'close' }
    : { kind: 'none' };
}
