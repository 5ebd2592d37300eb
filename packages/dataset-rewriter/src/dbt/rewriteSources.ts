import { isMap, type Scalar, type YAMLMap } from 'yaml';
import type { PlannedMove, Relation } from '../contract/planMoves';
import { listScalars, mapsAt, scalarAt, textOf } from '../yaml/parseYaml';
import { declareBeside, type JoinedTable } from './declareBeside';
import { readCalls } from './findRelationCalls';
import { LOCATION, newPart, sayAgain, type MovedTable } from './sayAgain';
import { listTables, readSourceHeader } from './sourceBlocks';
import type { YamlEditor } from './YamlEditor';

const COLUMN_KEYS = new Set([
  'loaded_at_field',
  'column_name',
  'combination_of_columns',
]);

/** Moves the declarations of the old dataset among the sources of a file, with the columns that they name. */
export function rewriteSources(root: unknown, editor: YamlEditor) {
  for (const block of isMap(root) ? mapsAt(root, 'sources') : []) {
    const tables = mapsAt(block, 'tables');
    const joined: JoinedTable[] = [];
    const moved = tables.map(table =>
      rewriteTable(block, table, editor, joined),
    );
    moveTables(block, moved, editor);
    declareBeside(block, joined, editor);
  }
}

/** Edits what a table says about itself; gives the move when its source has to follow. */
function rewriteTable(
  block: YAMLMap,
  table: YAMLMap,
  editor: YamlEditor,
  joined: JoinedTable[],
): MovedTable | undefined {
  const { moves, projects, path } = editor.options;
  const source = scalarAt(block, 'name');
  const name = scalarAt(table, 'name');
  for (const move of moves) {
    for (const pair of move.relations) {
      const { from, to } = pair;
      if (from.kind === 'source' && isNamed(to, source, name)) {
        replaceColumns(table, move, 'new', editor);
      }
      if (!isNamed(from, source, name)) {
        continue;
      }
      const fate = projects.projectOf(path)?.fateOf(pair, move);
      const left =
        fate?.kind === 'left' || fate?.kind === 'joined'
          ? fate.message
          : move.obstacle;
      editor.refer(name);
      if (fate?.kind === 'joined') {
        joined.push({ pair, move, table });
      }
      if (left !== undefined || to.kind !== 'source') {
        editor.pass(scalarAt(table, 'identifier'));
        editor.leave(
          name,
          left ?? 'The source becomes a model. Migrate it by hand.',
        );
        continue;
      }
      editor.replace(name, to.table, `${move.path}.to.names`);
      replaceLocation(table, [['identifier', 1]], move, editor);
      replaceColumns(table, move, 'old', editor);
      return { pair, move };
    }
  }
  return undefined;
}

/** The first table's source is renamed in place; where the source changes from one table to the next, its header is said again. */
function moveTables(
  block: YAMLMap,
  moved: (MovedTable | undefined)[],
  editor: YamlEditor,
) {
  const { text } = editor.options;
  const source = scalarAt(block, 'name');
  const targets = moved.map(table => targetOf(block, table));
  const [first] = moved;
  if (first?.pair.to.kind === 'source') {
    const cause = `${first.move.path}.to.names`;
    editor.replace(source, first.pair.to.source, cause);
    replaceLocation(block, LOCATION, first.move, editor);
  }
  const header = readSourceHeader(block, text);
  const starts = listTables(block, text);
  if ('problem' in header || starts.length !== moved.length) {
    return;
  }
  moved.forEach((table, index) => {
    const cause = (table ?? moved[index - 1])?.move.path;
    if (index === 0 || targets[index] === targets[index - 1] || !cause) {
      return;
    }
    const { start } = starts[index];
    editor.edit({
      start,
      end: start,
      text: sayAgain(block, header.header, table, text),
      cause: `${cause}.to.names`,
    });
  });
}

/** Source, schema and database of a table, as one key. */
function targetOf(block: YAMLMap, table: MovedTable | undefined): string {
  const source = textOf(scalarAt(block, 'name'));
  const places = LOCATION.map(([key, fromEnd]) => {
    const scalar = scalarAt(block, key);
    return (table && newPart(scalar, fromEnd, table.move)) ?? textOf(scalar);
  });
  const to = table?.pair.to;
  return JSON.stringify([
    to?.kind === 'source' ? to.source : source,
    ...places,
  ]);
}

/** `schema`, `database` and `identifier`, where they spell the old name. */
function replaceLocation(
  map: YAMLMap,
  keys: [string, number][],
  move: PlannedMove,
  editor: YamlEditor,
) {
  for (const [key, fromEnd] of keys) {
    const scalar = scalarAt(map, key);
    const to = newPart(scalar, fromEnd, move);
    if (to !== undefined) {
      editor.replace(scalar, to, `${move.path}.to.names`);
    }
  }
}

function replaceColumns(
  table: YAMLMap,
  move: PlannedMove,
  side: 'old' | 'new',
  editor: YamlEditor,
) {
  for (const { scalar, path, isKey } of listScalars(table)) {
    const value = textOf(scalar);
    if (side === 'new' && !isForgotten(move, value)) {
      continue;
    }
    const key = path.filter(part => part !== '-').at(-1) ?? '';
    const field = move.fields.get(value?.toLowerCase() ?? '');
    const isColumn = path.join('.') === 'columns.-.name' && !isKey;
    if (field && !isKey && (isColumn || COLUMN_KEYS.has(key))) {
      editor.replaceColumn(scalar, field);
    } else if (value !== undefined && key !== 'description' && !isKey) {
      const [named] = editor.options.mentions.findColumns(value);
      if (
        named &&
        !readCalls(value, whole(value), editor.options.moves).length
      ) {
        editor.leave(
          scalar,
          `${named.name} is called otherwise in the new dataset. Change it by hand.`,
          named.name,
        );
      }
    }
  }
}

function isNamed(
  relation: Relation,
  source: Scalar | undefined,
  table: Scalar | undefined,
): boolean {
  return (
    relation.kind === 'source' &&
    relation.source === textOf(source) &&
    relation.table === textOf(table)
  );
}

/** Whether a column is an old one that the new dataset does not have. */
function isForgotten({ newColumns }: PlannedMove, value = ''): boolean {
  return newColumns !== undefined && !newColumns.has(value.toLowerCase());
}

function whole(text: string) {
  return { start: 0, end: text.length };
}
