import type { BucketRow } from '../../database/operations/budgets/listBuckets';
import type { HostStateRow } from '../../database/operations/budgets/listHostStates';
import { bucketLevel } from './bucketLevel';
import type { BudgetResource, LimitsOf } from './CodeHostLimits';
import { contentLimit } from './contentLimit';
import { reductionOf } from './reductionOf';
import { refilledTokens, tokenBucket } from './tokenBucket';

/** What a piece of work takes; what is absent is not asked for. */
export type BudgetNeed = Partial<Record<BudgetResource, number>>;

export interface RoomFacts {
  need: BudgetNeed;
  states: HostStateRow[];
  buckets: BucketRow[];
  limitsOf: LimitsOf;
  clockRate?: number;
}

/**
 * How often such work can be begun on each host now; a host that is missing has no limits that one knows of. A host that is
 * blocked has no room, and one with several accounts the room of the emptiest of what it needs, counted over all of them. Looks at
 * nothing but its argument.
 */
export function findRooms(facts: RoomFacts): Map<string, number> {
  const { need, states, buckets } = facts;
  const rooms = new Map<string, number>();
  const narrow = (host: string, room: number) =>
    rooms.set(host, Math.min(room, rooms.get(host) ?? Infinity));
  for (const { host, seconds_since_block: since } of states) {
    if (since !== null && since < 0) {
      narrow(host, 0);
    }
  }
  const groups = new Map<string, { host: string; room: number }>();
  for (const row of buckets) {
    const wanted = need[row.resource];
    if (wanted !== undefined) {
      const key = `${row.host} ${row.resource}`;
      const { room } = groups.get(key) ?? { room: 0 };
      groups.set(key, {
        host: row.host,
        room: room + roomIn(row, wanted, facts),
      });
    }
  }
  for (const { host, room } of groups.values()) {
    narrow(host, room);
  }
  return rooms;
}

/** Hosts for which it is not worth to begin. Looks at nothing but its argument. */
export function findRestingHosts(facts: RoomFacts): string[] {
  return [...findRooms(facts)]
    .filter(([_host, room]) => room === 0)
    .map(([host]) => host);
}

function roomIn(
  row: BucketRow,
  wanted: number,
  { states, limitsOf, clockRate = 1 }: RoomFacts,
): number {
  const configured = limitsOf(row.host)[row.resource];
  if (configured === undefined) {
    return Infinity;
  }
  const state = states.find(({ host }) => host === row.host);
  const { capacity, perSecond } = tokenBucket(
    row.resource,
    row.resource === 'contentPerHour'
      ? contentLimit(configured, reductionOf(state))
      : configured,
  );
  const tokens = refilledTokens(
    { capacity, perSecond: perSecond * clockRate },
    bucketLevel(row),
  );
  // a bucket that can never hold so much is enough when it is full
  return Math.floor(tokens / Math.min(wanted, capacity));
}
