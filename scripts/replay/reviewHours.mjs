/** Nobody waits longer: whoever is on duty has an eye on what lies about. */
const MOST_MEDIANS = 6;
/** As wide as real teams differ: one in six takes more than twice the median. */
const SPREAD = 0.8;

/** How long a pull request lies before somebody answers it, for a chance from 0 to 1: half of them less than the median. */
export function reviewHours({ medianHours, chance }) {
  const within = Math.min(0.999, Math.max(0.001, chance));
  const deviations = Math.log(within / (1 - within)) / 1.7;
  return Math.min(
    MOST_MEDIANS * medianHours,
    medianHours * Math.exp(SPREAD * deviations),
  );
}
