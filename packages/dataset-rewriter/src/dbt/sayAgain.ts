import type { Scalar, YAMLMap } from 'yaml';
import type { PlannedMove, RelationPair } from '../contract/planMoves';
import { scalarAt, spanOf, textOf } from '../yaml/parseYaml';
import { sameName } from './sourceBlocks';

/** Keys that say where a source lies, and which part of a name they spell, from its end. */
export const LOCATION: [string, number][] = [
  ['schema', 2],
  ['database', 3],
];

/** A table of a source that follows the dataset. */
export interface MovedTable {
  pair: RelationPair;
  move: PlannedMove;
}

/** The header of a source once more, for the source that a table belongs to now. */
export function sayAgain(
  block: YAMLMap,
  header: { start: number; end: number },
  table: MovedTable | undefined,
  text: string,
): string {
  const changes = !table
    ? []
    : [
        {
          scalar: scalarAt(block, 'name'),
          to:
            table.pair.to.kind === 'source' ? table.pair.to.source : undefined,
        },
        ...LOCATION.map(([key, fromEnd]) => {
          const scalar = scalarAt(block, key);
          return { scalar, to: newPart(scalar, fromEnd, table.move) };
        }),
      ];
  const edits = changes
    .flatMap(({ scalar, to }) => {
      const span = spanOf(scalar, text);
      return span && to !== undefined ? [{ ...span, to }] : [];
    })
    .sort((a, b) => b.start - a.start);
  const copy = edits.reduce(
    (result, { start, end, to }) =>
      result.slice(0, start - header.start) +
      to +
      result.slice(end - header.start),
    text.slice(header.start, header.end),
  );
  return copy.replace(/^(?:[ \t]*#[^\n]*\n)+/, '');
}

/** What a part of the old name becomes where a key spells it; absent when it stays. */
export function newPart(
  scalar: Scalar | undefined,
  fromEnd: number,
  move: PlannedMove,
): string | undefined {
  return partAfter(textOf(scalar), fromEnd, move);
}

/** What a part of the old name becomes where it is written alone; absent when it stays. */
export function partAfter(
  written: string | undefined,
  fromEnd: number,
  move: PlannedMove,
): string | undefined {
  const pair = move.tables.find(({ from }) =>
    sameName(from.at(-fromEnd), written),
  );
  const from = pair?.from.at(-fromEnd);
  const to = pair?.to.at(-fromEnd);
  if (written === undefined || from === to) {
    return undefined;
  }
  const isUpper = from !== written && written === written.toUpperCase();
  return isUpper ? to?.toUpperCase() : to;
}
