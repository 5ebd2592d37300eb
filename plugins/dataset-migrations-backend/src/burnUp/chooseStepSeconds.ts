const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [DAY, 7 * DAY, 30 * DAY];

/** More than this nobody can tell apart on a screen. */
export const MOST_STEPS = 199;
/** What has just begun is shown by the minute, what takes a few days by the hour. */
const BY_THE_MINUTE_SECONDS = 2 * HOUR;
const BY_THE_HOUR_SECONDS = 4 * DAY;

/** How long each step of a burn-up is: a day if possible, less at the beginning, more when there would be too many. */
export function chooseStepSeconds(spanSeconds: number): number {
  if (spanSeconds <= BY_THE_MINUTE_SECONDS) {
    return MINUTE;
  }
  if (spanSeconds <= BY_THE_HOUR_SECONDS) {
    return HOUR;
  }
  return (
    STEPS.find(step => spanSeconds / step <= MOST_STEPS) ??
    Math.ceil(spanSeconds / MOST_STEPS)
  );
}
