import type { BucketRow } from '../../database/operations/budgets/listBuckets';
import type { HostStateRow } from '../../database/operations/budgets/listHostStates';
import { bucketLevel } from './bucketLevel';
import type { BudgetResource, LimitsOf } from './CodeHostLimits';
import { contentLimit } from './contentLimit';
import { reductionOf } from './reductionOf';
import { refilledTokens, tokenBucket } from './tokenBucket';

/** What a piece of work takes; what is absent is not asked for. */
export type BudgetNeed = Partial<Record<BudgetResource, number>>;

export interface RestingHostsFacts {
  need: BudgetNeed;
  states: HostStateRow[];
  buckets: BucketRow[];
  limitsOf: LimitsOf;
  clockRate?: number;
}

/**
 * Hosts for which it is not worth to begin: they are blocked, or one of their buckets holds too little. A host with
 * several accounts rests when all of them do. Looks at nothing but its argument.
 */
export function findRestingHosts(facts: RestingHostsFacts): string[] {
  const { need, states, buckets } = facts;
  const resting = states
    .filter(({ seconds_since_block: since }) => since !== null && since < 0)
    .map(({ host }) => host);
  const groups = new Map<string, boolean[]>();
  for (const row of buckets) {
    const wanted = need[row.resource];
    if (wanted !== undefined) {
      const key = `${row.host} ${row.resource}`;
      groups.set(key, [...(groups.get(key) ?? []), lacks(row, wanted, facts)]);
    }
  }
  for (const [key, lacking] of groups) {
    if (lacking.every(Boolean)) {
      resting.push(key.split(' ')[0]);
    }
  }
  return [...new Set(resting)];
}

function lacks(
  row: BucketRow,
  wanted: number,
  { states, limitsOf, clockRate = 1 }: RestingHostsFacts,
): boolean {
  const configured = limitsOf(row.host)[row.resource];
  if (configured === undefined) {
    return false;
  }
  const state = states.find(({ host }) => host === row.host);
  const { capacity, perSecond } = tokenBucket(
    row.resource,
    row.resource === 'contentPerHour'
      ? contentLimit(configured, reductionOf(state))
      : configured,
  );
  return (
    refilledTokens(
      { capacity, perSecond: perSecond * clockRate },
      bucketLevel(row),
    ) < Math.min(wanted, capacity)
  );
}
