import { matchMergedColumn, matchWrittenJoin } from './matchWrittenJoin';
import type { Position, Step } from './Position';
import { countUntil } from './readLexemes';

/** ON in the place of USING, or a column that USING made one of. */
export function explainJoin(position: Position): Step | undefined {
  return writtenJoin(position) ?? mergedColumn(position);
}

/** ON in the place of USING. */
function writtenJoin({ before, after, i, j, options }: Position) {
  const match = matchWrittenJoin({
    before: options.before.slice(before[i].start),
    after: options.after.slice(after[j].start),
    moves: options.moves,
  });
  return (
    match && {
      before: countUntil(before, i, before[i].start + match.before),
      after: countUntil(after, j, after[j].start + match.after),
      columns: [],
    }
  );
}

/** A column that USING made one of, read from one side or both. */
function mergedColumn(position: Position) {
  const { before, after, i, j, usedColumns, options } = position;
  const isUsed =
    usedColumns.has(before[i].text.toLowerCase()) &&
    before[i - 1]?.text !== '.';
  if (!isUsed) {
    return undefined;
  }
  const length = matchMergedColumn({
    column: before[i].text,
    after: options.after.slice(after[j].start),
    moves: options.moves,
  });
  return length === undefined
    ? undefined
    : {
        before: 1,
        after: countUntil(after, j, after[j].start + length),
        columns: [before[i].text],
      };
}
