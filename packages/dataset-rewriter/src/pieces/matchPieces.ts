import type { PlannedMove } from '../contract/planMoves';
import type { SqlDialect } from '../sql/parse/dialects';
import { matchTable, type TableMatch } from '../sql/resolve/matchTable';
import type { NamePart } from '../sql/resolve/uses';
import type { PieceEntry, PieceGroup } from './Pieces';

/** Stands for a piece that is only known when the code runs. */
const UNKNOWN = '$';

/** Compares a table that is named in pieces with the names of the contract. */
export function matchPieces(
  { project, schema, table }: PieceGroup,
  moves: PlannedMove[],
  dialect: SqlDialect,
): TableMatch {
  const isWhole = !/[.:]/.test(table.written?.value ?? '.');
  return isWhole
    ? matchTable({
        parts: [project, schema, table].flatMap(entry =>
          entry ? splitEntry(entry) : [],
        ),
        moves,
        dialect,
        isMasked: name => name === UNKNOWN,
      })
    : { kind: 'other' };
}

/** A schema may be written with its project, as in `project.dataset`. */
function splitEntry({ written, start }: PieceEntry): NamePart[] {
  if (!written) {
    return [{ name: UNKNOWN, quoted: false, start, end: start + 1 }];
  }
  return [...written.value.matchAll(/[^.:]+/g)].map(({ 0: name, index }) => ({
    name,
    quoted: false,
    start: written.start + index,
    end: written.start + index + name.length,
  }));
}
