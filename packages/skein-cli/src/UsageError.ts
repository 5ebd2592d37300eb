interface UsageErrorOptions {
  /** Option or argument, as the help names it. */
  field: string;
  value: string;
  /** What is wrong and what to do instead. */
  mend: string;
  cause?: unknown;
}

/** What was typed cannot be used. The message names the field, the value and the mend. */
export class UsageError extends Error {
  readonly name = 'UsageError';

  constructor(options: UsageErrorOptions) {
    const { field, value, mend, cause } = options;
    super(`${field}: ${JSON.stringify(value)} ${mend}`, { cause });
  }
}
