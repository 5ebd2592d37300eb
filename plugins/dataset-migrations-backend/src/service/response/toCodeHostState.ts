import type {
  CodeHostState,
  RequestBudget,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { bucketLevel } from '../../codeHosts/budget/bucketLevel';
import {
  BUDGET_RESOURCES,
  type LimitsOf,
} from '../../codeHosts/budget/CodeHostLimits';
import { contentLimit } from '../../codeHosts/budget/contentLimit';
import { reductionOf } from '../../codeHosts/budget/reductionOf';
import {
  refilledTokens,
  tokenBucket,
} from '../../codeHosts/budget/tokenBucket';
import type { BucketRow } from '../../database/operations/budgets/listBuckets';
import type { HostStateRow } from '../../database/operations/budgets/listHostStates';
import { toIso } from '../../database/time';

export interface CodeHostFacts {
  host: string;
  limitsOf: LimitsOf;
  states: HostStateRow[];
  buckets: BucketRow[];
}

/** A code host as it leaves the house: a limit whose bucket nobody has touched is full. */
export function toCodeHostState(facts: CodeHostFacts): CodeHostState {
  const { host, states } = facts;
  const state = states.find(each => each.host === host);
  const isBlocked = (state?.seconds_since_block ?? 0) < 0;
  return {
    host,
    ...(isBlocked &&
      state?.blocked_until && {
        blockedUntil: toIso(state.blocked_until),
        blockedReason: state.block_reason ?? undefined,
      }),
    budgets: BUDGET_RESOURCES.flatMap(resource =>
      toBudgets(resource, state, facts),
    ),
  };
}

function toBudgets(
  resource: RequestBudget['resource'],
  state: HostStateRow | undefined,
  { host, limitsOf, buckets }: CodeHostFacts,
): RequestBudget[] {
  const configured = limitsOf(host)[resource];
  if (configured === undefined) {
    return [];
  }
  const limit =
    resource === 'contentPerHour'
      ? contentLimit(configured, reductionOf(state))
      : configured;
  const bucket = tokenBucket(resource, limit);
  const rows = buckets.filter(
    row => row.host === host && row.resource === resource,
  );
  if (rows.length === 0) {
    return [{ resource, limit, left: bucket.capacity }];
  }
  return rows.map(row => ({
    ...(row.account !== '' && { account: row.account }),
    resource,
    limit,
    left: Math.floor(refilledTokens(bucket, bucketLevel(row))),
  }));
}
