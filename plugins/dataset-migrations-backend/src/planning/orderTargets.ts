import type { DiscoveryFinding } from '@skein/backstage-plugin-dataset-migrations-common';
import { findCycles } from '../discovery/findCycles';
import type { PlannedConsumer, PlannedTarget } from './Plan';

/** A target before it is known what it waits for. */
export type UnorderedTarget = Omit<PlannedTarget, 'depth' | 'upstreamKeys'>;

export interface OrderTargetsOptions {
  targets: readonly UnorderedTarget[];
  consumers: readonly PlannedConsumer[];
}

/** Names in one sentence; nobody reads more. */
const MOST_NAMES = 5;

/**
 * Says which targets each one waits for: those whose outputs it reads. Where targets read each other in a circle, one
 * that is nearer to the dataset, and then the first by name, waits for none that comes after it.
 */
export function orderTargets(options: OrderTargetsOptions): {
  targets: PlannedTarget[];
  findings: DiscoveryFinding[];
} {
  const { targets, consumers } = options;
  const ranks = new Map(
    [...targets].sort(byHopsAndKey).map(({ key }, rank) => [key, rank]),
  );
  const upstreams = findUpstreams(consumers);
  const cycles = findCycles(invert(upstreams));
  for (const cycle of cycles) {
    const members = new Set(cycle);
    for (const key of cycle) {
      for (const upstream of upstreams.get(key) ?? []) {
        if (members.has(upstream) && ranks.get(upstream)! > ranks.get(key)!) {
          upstreams.get(key)!.delete(upstream);
        }
      }
    }
  }
  const depths = findDepths(upstreams);
  return {
    targets: targets.map(target => {
      const upstreamKeys = [...(upstreams.get(target.key) ?? [])].sort();
      return {
        ...target,
        ...(upstreamKeys.length > 0 && { upstreamKeys }),
        depth: depths.get(target.key) ?? 0,
      };
    }),
    findings: cycles.map(cycle => cycleFinding(cycle, ranks)),
  };
}

function findUpstreams(
  consumers: readonly PlannedConsumer[],
): Map<string, Set<string>> {
  const keyOf = new Map<string, string>();
  for (const { entityRef, targetKey } of consumers) {
    if (entityRef !== undefined && targetKey !== undefined) {
      keyOf.set(entityRef, targetKey);
    }
  }
  const upstreams = new Map<string, Set<string>>();
  for (const { targetKey, reads = [] } of consumers) {
    for (const read of targetKey === undefined ? [] : reads) {
      const upstream = keyOf.get(read);
      if (upstream !== undefined && upstream !== targetKey) {
        const known = upstreams.get(targetKey!) ?? new Set();
        upstreams.set(targetKey!, known.add(upstream));
      }
    }
  }
  return upstreams;
}

function invert(
  upstreams: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, string[]> {
  const readers = new Map<string, string[]>();
  for (const [key, set] of upstreams) {
    for (const upstream of set) {
      const known = readers.get(upstream);
      if (known) {
        known.push(key);
      } else {
        readers.set(upstream, [key]);
      }
    }
  }
  return readers;
}

/** The longest row of targets before each, without recursion since a row may be longer than the stack. */
function findDepths(
  upstreams: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, number> {
  const depths = new Map<string, number>();
  const open = new Map(
    [...upstreams].map(([key, set]) => [key, set.size] as const),
  );
  const readers = invert(upstreams);
  const ready = [...readers.keys()].filter(key => !open.get(key));
  for (let key = ready.pop(); key !== undefined; key = ready.pop()) {
    for (const reader of readers.get(key) ?? []) {
      const depth = (depths.get(key) ?? 0) + 1;
      depths.set(reader, Math.max(depths.get(reader) ?? 0, depth));
      const left = open.get(reader)! - 1;
      open.set(reader, left);
      if (left === 0) {
        ready.push(reader);
      }
    }
  }
  return depths;
}

function byHopsAndKey(a: UnorderedTarget, b: UnorderedTarget): number {
  return a.hops - b.hops || (a.key < b.key ? -1 : 1);
}

function cycleFinding(
  cycle: readonly string[],
  ranks: ReadonlyMap<string, number>,
): DiscoveryFinding {
  const inOrder = [...cycle].sort((a, b) => ranks.get(a)! - ranks.get(b)!);
  const shown = inOrder.slice(0, MOST_NAMES);
  const left = inOrder.length - shown.length;
  const names = `${shown.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  return {
    kind: 'cycle',
    message: `${names} read what the others write, in a circle, so that none could be the first; they are released in this order`,
  };
}
