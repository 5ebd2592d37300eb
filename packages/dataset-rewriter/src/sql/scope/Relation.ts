import type { SqlNode } from '../parse/parseScript';
import { PSEUDO_COLUMNS, type PlannedMove } from '../../contract/planMoves';
import type { TableUse } from '../resolve/uses';

/** A dataset whose columns come through under the names that it gives them. */
export interface Passage {
  dataset: TableUse;
  /** Keys of the columns that a query in between leaves out or defines anew. */
  hidden: Set<string>;
  /** Keys of the only columns that come through, each named by a query in between; absent when all do. */
  only?: ReadonlySet<string>;
  /** Whether an outer join may make up rows in which all columns are NULL. */
  madeUp?: boolean;
  /** The nearest star that lets them through; absent for the dataset itself. */
  star?: SqlNode;
}

/** What a table or a query gives to whoever reads it. */
export interface Relation {
  /** The columns as they are spelled, by key and in their order; absent when not all are known. */
  columns?: Map<string, string>;
  /** Whether each column has a name, and one of its own. */
  distinct: boolean;
  passages: Passage[];
}

/** A relation of which nothing is known. */
export const unknownRelation: Relation = { distinct: false, passages: [] };

/** A relation of columns that are known by name. */
export function namedRelation(
  names: string[],
  toKey: (name: string) => string,
): Relation {
  const columns = new Map(names.map(name => [toKey(name), name]));
  return { columns, distinct: columns.size === names.length, passages: [] };
}

/** The dataset's changed column that a key means, if it comes through. */
export function findPassage(
  { passages }: Relation,
  key: string,
): Passage | undefined {
  return passages.find(
    ({ dataset, hidden, only }) =>
      !hidden.has(key) &&
      (only === undefined || only.has(key)) &&
      changesIn(dataset, key),
  );
}

/** Columns of the new datasets, by key, that a query has shown the old ones to have too. */
export type ProvedColumns = ReadonlyMap<PlannedMove, ReadonlySet<string>>;

/** The datasets of which a star gives other columns than before. */
export function findStarPassages(
  { passages }: Relation,
  proved: ProvedColumns,
): Passage[] {
  return passages.filter(
    ({ dataset, only }) => only !== undefined || !keepsStar(dataset, proved),
  );
}

function keepsStar({ side, move }: TableUse, proved: ProvedColumns): boolean {
  const spell = (names: string[]) => names.join('\n').toLowerCase();
  const sameColumns =
    move.oldNames && move.newNames
      ? spell(move.oldNames) === spell(move.newNames)
      : [...move.addedColumns].every(key => proved.get(move)?.has(key));
  return (
    side === 'old' &&
    sameColumns &&
    [...move.fields.keys()].every(key => PSEUDO_COLUMNS.has(key))
  );
}

/** Whether the dataset has a changed column of this name; a new dataset has those that were forgotten. */
export function changesIn({ move, side }: TableUse, key: string): boolean {
  const name = key.toLowerCase();
  if (!move.fields.has(name)) {
    return false;
  }
  return (
    side === 'old' ||
    (move.newColumns !== undefined && !move.newColumns.has(name))
  );
}
