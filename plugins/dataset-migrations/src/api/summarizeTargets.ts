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

/** The parts of the bar, in its order; with the states in each, so that a part can lead to its targets. */
export const SEGMENT_STATES = {
  merged: ['merged'],
  otherwiseSettled: [
    'noChanges',
    'exempted',
    'notAConsumer',
    'closed',
    'cancelled',
    'reverted',
  ],
  open: ['prOpen', 'publishing'],
  proposed: ['proposed'],
  needsHuman: ['needsHuman', 'snoozed', 'takenOver'],
  failed: ['failed'],
  waiting: ['pending', 'queued', 'running'],
} as const satisfies Partial<
  Record<keyof TargetSummary, readonly TargetState[]>
>;

/** A part of the bar. */
export type Segment = keyof typeof SEGMENT_STATES;

/** All parts, in the order in which they are drawn. */
export const SEGMENTS = Object.keys(SEGMENT_STATES) as Segment[];

/** Folds the counts by state into the few that people ask for; they add up to the total. */
export function summarizeTargets(
  migration: Pick<Migration, 'targetCount' | 'targetCounts'>,
): TargetSummary {
  const countOf = (segment: Segment) =>
    migration.targetCounts
      .filter(({ state }) =>
        SEGMENT_STATES[segment].some(known => known === state),
      )
      .reduce((sum, { count }) => sum + count, 0);
  const waiting = countOf('waiting');
  return {
    total: migration.targetCount,
    merged: countOf('merged'),
    failed: countOf('failed'),
    open: countOf('open'),
    needsHuman: countOf('needsHuman'),
    proposed: countOf('proposed'),
    otherwiseSettled: countOf('otherwiseSettled'),
    waiting,
    isAttempted: migration.targetCount > 0 && waiting < migration.targetCount,
  };
}
