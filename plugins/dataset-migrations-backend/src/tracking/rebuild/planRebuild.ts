import type { MigrationState } from '@skein/backstage-plugin-dataset-migrations-common';

/** When the patch of an open pull request is made anew. */
export interface RebuildPolicy {
  /** When it conflicts with its base. */
  onConflict: boolean;
  /** When the host merges it only up to date with its base, which it is not. */
  onBehind: boolean;
  /** How often at most for one target in a day. */
  mostPerDay: number;
}

export interface RebuildFacts {
  policy: RebuildPolicy;
  /** Whether the code host says now that the branch conflicts with its base; undefined while it does not know. */
  conflict: boolean | undefined;
  /** Whether all that keeps it from being merged is that it is not up to date with its base. */
  onlyBehind: boolean;
  /** Whether the branch holds commits that are not Skein's. */
  humanCommits: boolean;
  /** Whether people have called agents off. */
  stopped: boolean;
  migrationState: MigrationState;
  /** How often it was made anew in the last day. */
  rebuiltToday: number;
}

export type RebuildPlan =
  | { kind: 'none' }
  /** The patch is made anew on what stands on the base branch now, for the same pull request. */
  | { kind: 'rebuild'; reason: string }
  /** It would be, but was often enough today. */
  | { kind: 'wait' }
  /** The branch belongs to people: they are told, and nothing else happens. */
  | { kind: 'tell' };

/**
 * What to do about an open pull request that does not merge any more. One that is only behind, and holds commits of
 * people, is theirs to bring up to date with one press of a button. Looks at nothing but its argument.
 */
export function planRebuild(facts: RebuildFacts): RebuildPlan {
  const { policy, conflict, humanCommits, migrationState } = facts;
  const conflicts = policy.onConflict && conflict === true;
  const isBehind = policy.onBehind && facts.onlyBehind;
  if (
    (!conflicts && !isBehind) ||
    migrationState !== 'running' ||
    facts.stopped
  ) {
    return { kind: 'none' };
  }
  if (humanCommits) {
    return { kind: conflicts ? 'tell' : 'none' };
  }
  if (facts.rebuiltToday >= policy.mostPerDay) {
    return { kind: 'wait' };
  }
  return {
    kind: 'rebuild',
    reason: `The pull request ${
      conflicts
        ? 'conflicts with its base branch'
        : 'has to be up to date with its base branch to be merged'
    }; its patch is made anew on what stands there now`,
  };
}
