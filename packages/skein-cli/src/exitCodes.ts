/** What the exit code of `skein` says to the script that called it. */
export const EXIT_CODES = {
  /** Everything is proved; nothing was left. */
  proved: 0,
  /** The input could not be used, or the work could not be done. */
  error: 1,
  /** The work is done, and something is left for a person. */
  left: 2,
} as const;

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
