/** What is known of the last time the host said that there was too much content. */
export interface Reduction {
  contentPerHour: number;
  secondsAgo: number;
}

/** Nothing goes below this by itself: somebody has to see that pull requests still come. */
const FLOOR = 40;
const KEPT = 0.5;
const RECOVERED_PER_HOUR = 0.1;

/** The limit now: each hour after a reduction gives a tenth of the configured limit back. Looks at nothing but its arguments. */
export function contentLimit(
  configured: number,
  reduction: Reduction | undefined,
): number {
  if (!reduction) {
    return configured;
  }
  const hours = Math.floor(Math.max(0, reduction.secondsAgo) / 3600);
  return Math.min(
    configured,
    reduction.contentPerHour + hours * RECOVERED_PER_HOUR * configured,
  );
}

/** What is left of the limit after the host said that there was too much content. */
export function reducedContentLimit(
  configured: number,
  reduction: Reduction | undefined,
): number {
  const now = contentLimit(configured, reduction);
  return Math.max(Math.min(FLOOR, configured), now * KEPT);
}
