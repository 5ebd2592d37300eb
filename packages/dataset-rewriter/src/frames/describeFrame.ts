import type { Draft } from '../findings/Draft';
import type { PlannedField } from '../contract/planMoves';
import type { FrameRead } from './Frame';
import type { FrameObstacle, FrameUse } from './FrameUse';

/** A use, and what the contract says of its column in one of the datasets. */
export interface BoundUse {
  use: FrameUse;
  read: FrameRead;
  field: PlannedField;
}

/** Why no read of a dataset can be migrated at all. */
export function describeObstacle({ move, start }: FrameRead): Draft[] {
  return move.obstacle === undefined
    ? []
    : [{ kind: 'unproved', start, message: move.obstacle }];
}

/** A reason, and what to do about it. */
export function describeProblem({ start, message }: FrameObstacle): Draft {
  return { kind: 'unproved', start, message: `${message} Migrate it by hand.` };
}

/** A column that has no replacement. */
export function describeDropped({ use, field }: BoundUse): Draft[] {
  if (field.action !== 'left') {
    return [];
  }
  const note = field.note ? `: ${field.note}` : '.';
  const message = `${field.name} has no replacement${note}`;
  return [{ kind: 'dropped', start: use.start, field: field.name, message }];
}

/** A column that somebody has to decide on. */
export function describeJudgement({ use, field }: BoundUse): Draft {
  return {
    kind: 'judgement',
    start: use.start,
    field: field.name,
    message: field.note ?? `Decide what becomes of ${field.name}.`,
  };
}

/** One finding for each reason, for each read and for each use that is left with it. */
export function describeLeft(
  reasons: Draft[],
  reads: FrameRead[],
  uses: BoundUse[],
): Draft[] {
  const starts = new Set(reasons.map(({ start }) => start));
  const [first] = reasons;
  const message = `The frame is left as it is. ${first.message}`;
  return [
    ...reasons,
    ...reads
      .filter(({ start }) => !starts.has(start))
      .map(({ start }): Draft => ({ kind: first.kind, start, message })),
    ...uses
      .filter(({ use }) => !starts.has(use.start))
      .map(
        ({ use, field }): Draft => ({
          kind: first.kind,
          start: use.start,
          field: field.name,
          message: `${field.name} is left with its frame.`,
        }),
      ),
  ];
}
