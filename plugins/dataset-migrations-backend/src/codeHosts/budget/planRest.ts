import type { BucketRow } from '../../database/operations/budgets/listBuckets';
import type { Take } from '../../database/operations/budgets/takeTokens';
import { bucketLevel } from './bucketLevel';
import type { BudgetResource } from './CodeHostLimits';
import { secondsUntilTokens } from './tokenBucket';

export interface RestFacts {
  takes: Take[];
  buckets: BucketRow[];
}

/** For which bucket one has to wait longest, and how long. Looks at nothing but its argument. */
export function planRest({ takes, buckets }: RestFacts): {
  seconds: number;
  resource: BudgetResource;
} {
  const waits = takes.map(take => {
    const row = buckets.find(
      each => each.account === take.account && each.resource === take.resource,
    );
    return {
      resource: take.resource,
      seconds: row
        ? secondsUntilTokens(take, bucketLevel(row), take.tokens)
        : 0,
    };
  });
  return waits.reduce((longest, wait) =>
    wait.seconds > longest.seconds ? wait : longest,
  );
}
