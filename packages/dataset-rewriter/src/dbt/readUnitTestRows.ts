import { isMap, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml';
import type { PlannedField, PlannedMove } from '../contract/planMoves';
import type { MentionFinder } from '../files/findMentions';
import type { Edit } from '../types';
import { scalarAt, textOf } from '../yaml/parseYaml';
import type { YamlPlace } from './readYamlPlace';

interface ReadUnitTestRowsOptions {
  /** An entry of `given`. */
  given: YAMLMap;
  move: PlannedMove;
  mentions: MentionFinder;
  text: string;
}

/** The rows that a unit test gives instead of the relation have to follow its columns. */
export function readUnitTestRows(options: ReadUnitTestRowsOptions): YamlPlace {
  const { given, move, mentions } = options;
  const rows: unknown = given.get('rows', true);
  const fixture = textOf(scalarAt(given, 'fixture'));
  if (fixture !== undefined && move.fields.size) {
    return {
      problem: `The rows stand in the fixture ${fixture}, whose columns have to follow. Migrate both by hand.`,
    };
  }
  if (isSeq(rows)) {
    return readRows(rows.items, options);
  }
  if (!isScalar(rows)) {
    return { columns: [], edits: [] };
  }
  const value = String(rows.value ?? '');
  const format = textOf(scalarAt(given, 'format')) ?? 'dict';
  if (format === 'csv') {
    return readHeader(rows, options);
  }
  const [named] = mentions.findColumns(value);
  return named ? cannotFollow(named.name) : { columns: [], edits: [] };
}

function readRows(
  rows: unknown[],
  { move }: ReadUnitTestRowsOptions,
): YamlPlace {
  const columns: { scalar: Scalar; field: PlannedField }[] = [];
  for (const row of rows.filter(isMap)) {
    for (const { key } of row.items) {
      const name = isScalar(key) ? String(key.value).toLowerCase() : '';
      const field = move.fields.get(name);
      if (field && field.action !== 'rename') {
        return cannotFollow(field.name);
      }
      if (field && isScalar(key)) {
        columns.push({ scalar: key, field });
      }
    }
  }
  return { columns, edits: [] };
}

/** The first line of a literal block. */
function readHeader(
  rows: Scalar,
  { move, text }: ReadUnitTestRowsOptions,
): YamlPlace {
  const [start, end] = rows.range ?? [0, 0];
  const source = text.slice(start, end);
  const header = /^\|[^\n]*\n(?:[ \t]*\r?\n)*([^\n]*)/.exec(source);
  const edits: Edit[] = [];
  let at = start + (header?.[0].length ?? 0) - (header?.[1].length ?? 0);
  for (const cell of header?.[1].split(',') ?? []) {
    const name = cell.trim();
    const field = move.fields.get(name.toLowerCase());
    if (field && (field.action !== 'rename' || field.to === undefined)) {
      return cannotFollow(field.name);
    }
    if (field?.to !== undefined) {
      const from = at + cell.indexOf(name);
      edits.push({
        start: from,
        end: from + name.length,
        text: field.to,
        cause: field.path,
      });
    }
    at += cell.length + 1;
  }
  return header
    ? { columns: [], edits }
    : {
        problem:
          'The rows are not a literal block, so that their header cannot be edited in place. Migrate the test by hand.',
      };
}

function cannotFollow(column: string): YamlPlace {
  return {
    problem: `The rows give ${column}, which cannot be renamed in place. Migrate the test by hand.`,
  };
}
