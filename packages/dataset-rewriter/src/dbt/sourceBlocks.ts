import { isMap, isPair, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { Span } from '../edits/Edit';
import { mapsAt, scalarAt, textOf } from '../yaml/parseYaml';

/** The lines of a source up to its first table, in a file that is written in block style. */
export interface SourceHeader extends Span {
  text: string;
}

/** Keys that a second entry of the same source may say again. */
const REPEATABLE = new Set([
  'name',
  'schema',
  'database',
  'description',
  'loader',
  'tags',
  'meta',
  'config',
  'freshness',
  'loaded_at_field',
  'loaded_at_query',
  'quoting',
  'tables',
]);

/** The header of a source; or why another entry cannot be started in the middle of its tables. */
export function readSourceHeader(
  block: YAMLMap,
  text: string,
): { header: SourceHeader } | { problem: string } {
  const name = textOf(scalarAt(block, 'name')) ?? '';
  const problem = (reason: string) => ({
    problem: `The source ${name} cannot be split in place: ${reason}.`,
  });
  const keys = block.items.map(({ key }) => (isScalar(key) ? key.value : ''));
  const list: unknown = block.get('tables', true);
  const tables = isSeq(list) ? list.items : [];
  const starts = tables.map(table => startOfEntry(table, text));
  const blockStart = startOfEntry(block, text);
  if (block.flow || (isSeq(list) && list.flow) || !tables.every(isMap)) {
    return problem('it is not written in block style');
  }
  if (keys.at(-1) !== 'tables') {
    return problem('tables is not its last key');
  }
  const other = keys.find(key => !REPEATABLE.has(String(key)));
  if (other !== undefined) {
    return problem(`it has the key ${String(other)}`);
  }
  const first = starts.at(0);
  if (
    blockStart === undefined ||
    first === undefined ||
    starts.includes(undefined)
  ) {
    return problem('its entries do not start on lines of their own');
  }
  const header = text.slice(blockStart, first);
  if (/(?:^|[\s[{,])[&*][\w-]+/.test(header)) {
    return problem('it has an anchor');
  }
  return { header: { start: blockStart, end: first, text: header } };
}

/** Whether a schema or database is the one of the contract; dbt writes them without quotes, so that case does not count. */
export function sameName(a: string | undefined, b: string | undefined) {
  return a?.toLowerCase() === b?.toLowerCase();
}

/** The tables of a source with the start of their lines, comments above them included. */
export function listTables(
  block: YAMLMap,
  text: string,
): { name: string; start: number }[] {
  return mapsAt(block, 'tables').flatMap(table => {
    const start = startOfEntry(table, text);
    return start === undefined
      ? []
      : [{ name: textOf(scalarAt(table, 'name')) ?? '', start }];
  });
}

/** The start of the line of `- `, when nothing else stands before it; comments above belong to the entry. */
function startOfEntry(entry: unknown, text: string): number | undefined {
  if (!isMap(entry)) {
    return undefined;
  }
  const [first] = entry.items;
  const range = isPair(first) && isScalar(first.key) ? first.key.range : null;
  if (!range) {
    return undefined;
  }
  let start = text.lastIndexOf('\n', range[0] - 1) + 1;
  if (!/^[ \t]*-[ \t]+$/.test(text.slice(start, range[0]))) {
    return undefined;
  }
  const indentation = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  for (;;) {
    const previous = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(previous, start).replace(/[\r\n]+$/, '');
    if (
      start === 0 ||
      !line.trim().startsWith('#') ||
      !line.startsWith(indentation)
    ) {
      return start;
    }
    start = previous;
  }
}
