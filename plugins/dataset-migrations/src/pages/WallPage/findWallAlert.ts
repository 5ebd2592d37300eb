import type { Fleet } from '@skein/backstage-plugin-dataset-migrations-common';

/** What stands in the way of the fleet, the worst first; nothing when all is well. */
export type WallAlert =
  | { kind: 'stale'; since: Date }
  | { kind: 'stopped'; switched: Fleet['switched'] }
  | { kind: 'noReplica' }
  | { kind: 'blocked'; host: string; until: Date; reason: string };

export interface WallFacts {
  fleet: Pick<Fleet, 'stopped' | 'switched' | 'replicas' | 'codeHosts'>;
  /** When the oldest of what is shown was seen. */
  seenAt: Date;
  /** Whether the last look failed. */
  failed: boolean;
  now: Date;
}

/** A look is due every 15 seconds at the latest; after this long without one something is wrong. */
const STALE_AFTER_MS = 60_000;

/** The one sentence that a screen on the wall has to say. Looks at nothing but its argument. */
export function findWallAlert(facts: WallFacts): WallAlert | undefined {
  const { fleet, seenAt, failed, now } = facts;
  if (failed || now.getTime() - seenAt.getTime() > STALE_AFTER_MS) {
    return { kind: 'stale', since: seenAt };
  }
  if (fleet.stopped) {
    return { kind: 'stopped', switched: fleet.switched };
  }
  if (fleet.replicas.length === 0) {
    return { kind: 'noReplica' };
  }
  for (const { host, blockedUntil, blockedReason } of fleet.codeHosts ?? []) {
    const until = blockedUntil && new Date(blockedUntil);
    if (until && until > now) {
      return { kind: 'blocked', host, until, reason: blockedReason ?? '' };
    }
  }
  return undefined;
}
