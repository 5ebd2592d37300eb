import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { PlannedMove, Relation } from '../contract/planMoves';
import type { Span } from '../edits/Edit';
import { mapsAt, parseYaml, scalarAt, textOf } from '../yaml/parseYaml';
import { listTables, readSourceHeader, sameName } from './sourceBlocks';

interface DeclaredTable {
  source: string;
  table: string;
  /** Schema and database. */
  places: (string | undefined)[];
  /** Lines of the header, without those that say where the source lies. */
  rest: string;
  /** Which entry of `sources` it stands in. */
  block: number;
  header?: Span;
  /** The whole entry, when it declares this table and says no more of it. */
  entry?: Span;
}

/**
 * Headers of sources in a changed file that were not there before: a source was split, so that some of its tables could
 * move. Empty unless every table is declared as before, in its own source or in the one that the contract says.
 */
export function findRepeatedHeaders(
  before: string,
  after: string,
  moves: PlannedMove[],
): Span[] {
  const old = listDeclared(before);
  const declared = listDeclared(after);
  const added = declared.filter(table =>
    isAddedBeside(table, old, declared, moves),
  );
  const now = declared.filter(table => !added.includes(table));
  const isExplained =
    old.length === now.length &&
    old.every((table, index) => {
      const current = now[index];
      const stays =
        current.source === table.source &&
        current.table === table.table &&
        current.places.every((place, at) => place === table.places[at]);
      return (
        current.rest === table.rest &&
        (stays || moves.some(move => relates(move, table, current)))
      );
    });
  if (!isExplained) {
    return [];
  }
  const headers = now.flatMap(({ block, header }, index) => {
    const starts = index > 0 && block !== now[index - 1].block;
    const isNew = starts && old[index].block === old[index - 1].block;
    return isNew && header ? [header] : [];
  });
  return [...headers, ...added.flatMap(({ entry }) => entry ?? [])].sort(
    (a, b) => a.start - b.start,
  );
}

/** Whether a new table is declared beside the old one, which stays for those that still read it. */
function isAddedBeside(
  table: DeclaredTable,
  old: DeclaredTable[],
  now: DeclaredTable[],
  moves: PlannedMove[],
): boolean {
  const isAt = (other: DeclaredTable) => (one: DeclaredTable) =>
    one.source === other.source && one.table === other.table;
  return (
    table.entry !== undefined &&
    !old.some(isAt(table)) &&
    old.some(
      before =>
        before.rest === table.rest &&
        now.some(isAt(before)) &&
        moves.some(move => relates(move, before, table)),
    )
  );
}

function listDeclared(text: string): DeclaredTable[] {
  const parsed = parseYaml(text);
  if ('problem' in parsed) {
    return [];
  }
  let count = 0;
  return parsed.documents.flatMap(({ contents }) =>
    (isMap(contents) ? mapsAt(contents, 'sources') : []).flatMap(block => {
      const read = readSourceHeader(block, text);
      const header = 'header' in read ? read.header : undefined;
      count += 1;
      const number = count;
      const tables = listTables(block, text);
      return tables.map(({ name }) => ({
        source: textOf(scalarAt(block, 'name')) ?? '',
        table: name,
        places: ['schema', 'database'].map(key => textOf(scalarAt(block, key))),
        rest: restOf(header?.text ?? ''),
        block: number,
        header,
        entry:
          header && tables.length === 1
            ? findBareEntry(block, header, text)
            : undefined,
      }));
    }),
  );
}

/** The lines of a source that declares one table by its name and identifier alone. */
function findBareEntry(
  block: YAMLMap,
  header: Span,
  text: string,
): Span | undefined {
  const [table] = mapsAt(block, 'tables');
  const values = table.items.map(({ key, value }) =>
    isScalar(key) &&
    isScalar(value) &&
    /^(?:name|identifier)$/.test(String(key.value))
      ? value.range?.[1]
      : undefined,
  );
  const last = values.at(-1);
  if (values.includes(undefined) || last === undefined) {
    return undefined;
  }
  const lineBreak = text.indexOf('\n', last);
  const end = lineBreak < 0 ? text.length : lineBreak + 1;
  return text.slice(last, end).trim()
    ? undefined
    : { start: header.start, end };
}

/** Name, schema and database are compared by the contract; comments do not matter. */
function restOf(header: string): string {
  return header
    .split(/\r?\n/)
    .filter(line => !/^\s*(?:#|-?\s*(?:name|schema|database)\s*:)/.test(line))
    .join('\n');
}

function relates(
  { relations, tables }: PlannedMove,
  old: DeclaredTable,
  now: DeclaredTable,
): boolean {
  const is = (relation: Relation, { source, table }: DeclaredTable) =>
    relation.kind === 'source' &&
    relation.source === source &&
    relation.table === table;
  const follow = old.places.every(
    (place, at) =>
      now.places[at] === place ||
      tables.some(
        ({ from, to }) =>
          sameName(from.at(-2 - at), place) &&
          sameName(to.at(-2 - at), now.places[at]),
      ),
  );
  return (
    follow && relations.some(({ from, to }) => is(from, old) && is(to, now))
  );
}
