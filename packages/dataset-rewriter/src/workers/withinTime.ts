/** Work was given up, since it took longer than it may. */
export class TimeLimitError extends Error {
  constructor(milliseconds: number) {
    super(`The analysis took longer than ${milliseconds / 1000} s`);
    this.name = 'TimeLimitError';
  }
}

let limit: { deadline: number; milliseconds: number } | undefined;

/**
 * Does work that goes on without a pause, and gives it up when it takes longer than it may: whatever may take long asks
 * `checkTime` again and again. Work within work has the time that is left, or its own where that is less.
 */
export function withinTime<T>(milliseconds: number, work: () => T): T {
  const outer = limit;
  const deadline = performance.now() + milliseconds;
  if (!outer || deadline < outer.deadline) {
    limit = { deadline, milliseconds };
  }
  try {
    return work();
  } finally {
    limit = outer;
  }
}

/** Throws when the time is over. */
export function checkTime() {
  if (limit && isTimeOver()) {
    throw new TimeLimitError(limit.milliseconds);
  }
}

/** Whether the time is over, for what cannot be left by an error. */
export function isTimeOver(): boolean {
  return limit !== undefined && performance.now() > limit.deadline;
}
