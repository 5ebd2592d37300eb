/** After so many failures in a row that could have passed by themselves, a person has to look. */
export const MAX_FAILURES = 3;

const FIRST_DELAY_SECONDS = 15;

/** What to do after the n-th failure in a row, from 1: wait for so long, or give up. */
export function planRetry(
  failures: number,
): { delaySeconds: number } | 'giveUp' {
  return failures >= MAX_FAILURES
    ? 'giveUp'
    : { delaySeconds: FIRST_DELAY_SECONDS * 4 ** (failures - 1) };
}
