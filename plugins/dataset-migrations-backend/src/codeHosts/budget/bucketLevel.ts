import type { BucketRow } from '../../database/operations/budgets/listBuckets';
import type { BucketLevel } from './tokenBucket';

/** What is in a bucket, from its row. */
export function bucketLevel(row: BucketRow): BucketLevel {
  return {
    tokens: row.tokens,
    secondsSinceRefill: row.seconds_since_refill,
    ...(row.seconds_since_empty !== null && {
      secondsUntilFull: -row.seconds_since_empty,
    }),
  };
}
