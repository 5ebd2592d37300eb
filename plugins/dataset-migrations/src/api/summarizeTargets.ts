import type {
  Migration,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** What the sentence and the bar on top of a migration count. */
export interface TargetSummary {
  total: number;
  merged: number;
  /** Settled without a merge: nothing to change, exempted, closed … */
  otherwiseSettled: number;
  open: number;
  needsHuman: number;
  proposed: number;
  failed: number;
  /** Not yet attempted, or at work. */
  waiting: number;
  /** Whether agents have looked at the targets already. */
  isAttempted: boolean;
}

const NOT_ATTEMPTED: readonly TargetState[] = ['pending', 'queued', 'running'];

/** Folds the counts by state into the few that people ask for; they add up to the total. */
export function summarizeTargets(
  migration: Pick<Migration, 'targetCount' | 'settledCount' | 'targetCounts'>,
): TargetSummary {
  const countOf = (...states: TargetState[]) =>
    migration.targetCounts
      .filter(({ state }) => states.includes(state))
      .reduce((sum, { count }) => sum + count, 0);
  const merged = countOf('merged');
  const failed = countOf('failed');
  const open = countOf('prOpen', 'publishing');
  const needsHuman = countOf('needsHuman', 'snoozed', 'takenOver');
  const proposed = countOf('proposed');
  const otherwiseSettled = migration.settledCount - merged - failed;
  return {
    total: migration.targetCount,
    merged,
    failed,
    open,
    needsHuman,
    proposed,
    otherwiseSettled,
    waiting: countOf(...NOT_ATTEMPTED),
    isAttempted:
      migration.targetCount > 0 &&
      countOf(...NOT_ATTEMPTED) < migration.targetCount,
  };
}
