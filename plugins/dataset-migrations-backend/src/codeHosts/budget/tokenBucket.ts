import type { BudgetResource } from './CodeHostLimits';

/** A bucket that fills by itself, up to its capacity. */
export interface TokenBucket {
  capacity: number;
  perSecond: number;
}

interface Window {
  seconds: number;
  /** How much of the limit may go at once. */
  burst: number;
}

/**
 * What goes at once is not given again within the window, so that no window of that length ever sees more than the
 * limit. The hour of GitHub's requests is a fixed one and the host tells what is left of it, so that all may go at once.
 */
const WINDOWS: Record<BudgetResource, Window> = {
  requestsPerHour: { seconds: 3600, burst: 1 },
  queryPointsPerHour: { seconds: 3600, burst: 1 },
  pointsPerMinute: { seconds: 60, burst: 0.1 },
  contentPerMinute: { seconds: 60, burst: 0.1 },
  contentPerHour: { seconds: 3600, burst: 0.02 },
};

/** No request costs more than this, so that each can be had. */
export const LEAST_CAPACITY = 5;

/** The bucket for a limit. Looks at nothing but its arguments. */
export function tokenBucket(
  resource: BudgetResource,
  limit: number,
): TokenBucket {
  const { seconds, burst } = WINDOWS[resource];
  if (burst === 1) {
    return { capacity: limit, perSecond: limit / seconds };
  }
  const capacity = Math.max(LEAST_CAPACITY, Math.floor(limit * burst));
  return { capacity, perSecond: (limit - capacity) / seconds };
}

/** What is in a bucket, as its row says. */
export interface BucketLevel {
  tokens: number;
  secondsSinceRefill: number;
  /** Set while the host says that nothing is left, or once it said so; below zero when that is over. */
  secondsUntilFull?: number;
}

/** What is in the bucket now; the same as the take does in SQL. */
export function refilledTokens(
  { capacity, perSecond }: TokenBucket,
  { tokens, secondsSinceRefill, secondsUntilFull }: BucketLevel,
): number {
  if (secondsUntilFull !== undefined) {
    return secondsUntilFull > 0 ? 0 : capacity;
  }
  return Math.min(
    capacity,
    tokens + Math.max(0, secondsSinceRefill) * perSecond,
  );
}

/** In how many seconds the bucket holds so much; 0 when it does now. */
export function secondsUntilTokens(
  bucket: TokenBucket,
  level: BucketLevel,
  wanted: number,
): number {
  if (level.secondsUntilFull !== undefined && level.secondsUntilFull > 0) {
    return level.secondsUntilFull;
  }
  const missing = wanted - refilledTokens(bucket, level);
  return missing <= 0 ? 0 : missing / bucket.perSecond;
}
