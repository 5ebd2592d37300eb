import { DEFAULT_FILE_LIMITS } from '../workers/FileLimits';
import { withinTime } from '../workers/withinTime';

/** Does a step of a proof; where it cannot be done, or takes too long, the sentence that says so, so that the rung below still stands. */
export function attempt<T>(step: () => T): T | string {
  try {
    return withinTime(DEFAULT_FILE_LIMITS.milliseconds, step);
  } catch (error) {
    return describeFailure(error);
  }
}

/** What went wrong in a proof, as a sentence. */
export function describeFailure(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `It cannot be run: ${reason}.`;
}
