import type { BurnUpPoint } from '@skein/backstage-plugin-dataset-migrations-common';
import type { BurnUpMoves } from './BurnUpMoves';

export interface FoldBurnUpOptions {
  originSeconds: number;
  endSeconds: number;
  stepSeconds: number;
  /** Targets that were there from the beginning. */
  plannedTargets: number;
  moves: readonly BurnUpMoves[];
}

/** Adds up what changed in each step: a point for the beginning, and one for the end of each step. */
export function foldBurnUp(options: FoldBurnUpOptions): BurnUpPoint[] {
  const { originSeconds, endSeconds, stepSeconds, plannedTargets, moves } =
    options;
  const steps = Math.max(
    1,
    Math.ceil((endSeconds - originSeconds) / stepSeconds),
  );
  const counts = { inScope: plannedTargets, opened: 0, merged: 0 };
  const add = (isIn: (step: number) => boolean) => {
    for (const move of moves.filter(({ step }) => isIn(step))) {
      counts.inScope += move.inScope;
      counts.opened += move.opened;
      counts.merged += move.merged;
    }
  };
  const pointAt = (seconds: number): BurnUpPoint => ({
    at: new Date(Math.min(seconds, endSeconds) * 1000).toISOString(),
    ...counts,
  });

  add(step => step < 0);
  const points = [pointAt(originSeconds)];
  for (let step = 0; step < steps; step += 1) {
    const isLast = step === steps - 1;
    // an event of the second in which the clock was read belongs to the end
    add(candidate => (isLast ? candidate >= step : candidate === step));
    points.push(pointAt(originSeconds + (step + 1) * stepSeconds));
  }
  return points;
}
