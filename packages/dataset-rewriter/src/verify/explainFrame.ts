import { explainFrameStep } from '../frames/explainFrameStep';
import type { Position } from './Position';
import { countUntil } from './readLexemes';

const LONGEST_COLUMN = 1_000;

/** Code of a data frame that gives a column its old name, or takes the place of one. */
export function explainFrame({ before, after, i, j, options }: Position) {
  const { frameDialect } = options;
  if (!after[j] || !frameDialect) {
    return undefined;
  }
  const from = before[i]?.start ?? options.before.length;
  const { start } = after[j];
  const step = explainFrameStep({
    before: options.before.slice(from),
    after: options.after.slice(start),
    preceding: options.after.slice(Math.max(0, start - LONGEST_COLUMN), start),
    fields: options.moves.flatMap(({ fields }) => [...fields.values()]),
    dialect: frameDialect,
  });
  return (
    step && {
      before: countUntil(before, i, from + step.before),
      after: countUntil(after, j, after[j].start + step.after),
      columns: [],
    }
  );
}
