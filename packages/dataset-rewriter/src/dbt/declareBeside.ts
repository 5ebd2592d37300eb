import { isScalar, type YAMLMap } from 'yaml';
import { scalarAt, textOf } from '../yaml/parseYaml';
import { newPart, sayAgain, type MovedTable } from './sayAgain';
import { readSourceHeader } from './sourceBlocks';
import type { YamlEditor } from './YamlEditor';

/** A table whose declaration stays, with the new one beside it. */
export interface JoinedTable extends MovedTable {
  table: YAMLMap;
}

/** Declares the new tables in entries of their own above the source, where nothing else is inserted. */
export function declareBeside(
  block: YAMLMap,
  joined: JoinedTable[],
  editor: YamlEditor,
) {
  const { text } = editor.options;
  const read = readSourceHeader(block, text);
  const [first] = joined;
  if ('problem' in read || !first) {
    return;
  }
  const { start, end } = read.header;
  editor.edit({
    start,
    end: start,
    text: joined
      .map(
        table =>
          sayAgain(block, { start, end }, table, text) +
          declareTable(table, text),
      )
      .join(''),
    cause: `${first.move.path}.to.names`,
  });
}

/** Only what makes a table known to dbt; its tests and columns stay with the old one until that goes. */
function declareTable(
  { pair, move, table }: JoinedTable,
  text: string,
): string {
  const [key] = table.items.map(item => item.key);
  const offset = isScalar(key) ? key.range?.[0] ?? 0 : 0;
  const lead = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const name = pair.to.kind === 'source' ? pair.to.table : '';
  const written = scalarAt(table, 'identifier');
  const identifier = newPart(written, 1, move) ?? textOf(written);
  const lines = [
    `${lead}name: ${name}`,
    ...(identifier === undefined
      ? []
      : [`${' '.repeat(lead.length)}identifier: ${identifier}`]),
  ];
  return lines.map(line => line + lineBreak).join('');
}
