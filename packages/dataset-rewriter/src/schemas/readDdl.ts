import { findDialect } from '../sql/parse/dialects';
import { parseScript, type SqlToken } from '../sql/parse/parseScript';
import { type SchemaFile, SchemaError, type TableSchema } from './TableSchema';

const OPENING = new Set(['(', '[', '<']);
const CLOSING = new Map([
  [')', 1],
  [']', 1],
  ['>', 1],
  ['>>', 2],
]);
/** What a line of a table begins with that is no column. */
const TABLE_RULES =
  /^(primary|foreign|unique|constraint|check|key|index|like|exclude|period|partition|fulltext)$/i;
/** What follows the type of a column. */
const COLUMN_RULES =
  /^(not|null|default|primary|unique|references|check|options|comment|collate|generated|constraint|autoincrement|auto_increment|identity|encode|with|masking|tag|distkey|sortkey|on|as|codec|ttl|materialized|alias)$/i;

/** The tables that `CREATE TABLE` statements make. Tokens are enough, so that clauses of any warehouse may follow. */
export function readDdl({ text, dialect }: SchemaFile): TableSchema[] {
  const known = findDialect(dialect);
  if (!known) {
    throw new SchemaError(
      `is read as SQL, and ${dialect} is not; give a platform such as bigquery, snowflake or postgres`,
    );
  }
  const { statements, problem } = parseScript(text, known);
  if (problem !== undefined) {
    throw new SchemaError(`is not SQL of ${dialect}: ${problem}`);
  }
  const tables = statements.flatMap(({ tokens }) =>
    readCreateTable(tokens, text),
  );
  if (tables.length === 0) {
    throw new SchemaError(
      'holds no CREATE TABLE with columns; give the DDL of the table',
    );
  }
  return tables;
}

function readCreateTable(tokens: SqlToken[], text: string): TableSchema[] {
  const word = (index: number) => tokens[index]?.text.toUpperCase();
  const table = tokens.findIndex((_, index) => word(index) === 'TABLE');
  const open = tokens.findIndex(
    (token, index) => index > table && token.text === '(',
  );
  if (word(0) !== 'CREATE' || table < 0 || table > 4 || open < 0) {
    return [];
  }
  const afterIf = word(table + 1) === 'IF' ? table + 4 : table + 1;
  const name = tokens.slice(afterIf, open).map(unquoted).join('');
  const columns = splitItems(tokens.slice(open + 1)).flatMap(item =>
    readColumn(item, text),
  );
  return columns.length === 0 ? [] : [{ name, columns }];
}

/** What stands between the commas of the outermost parentheses. */
function splitItems(tokens: SqlToken[]): SqlToken[][] {
  const items: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    const closed = CLOSING.get(token.text) ?? 0;
    if (closed > depth) {
      return items;
    }
    if (token.text === ',' && depth === 0) {
      items.push([]);
    } else {
      items[items.length - 1].push(token);
    }
    depth += (OPENING.has(token.text) ? 1 : 0) - closed;
  }
  throw new SchemaError('opens a parenthesis of a table that nothing closes');
}

function readColumn(
  [first, ...rest]: SqlToken[],
  text: string,
): TableSchema['columns'] {
  if (!first || (TABLE_RULES.test(first.text) && !isQuoted(first, text))) {
    return [];
  }
  const ruleAt = rest.findIndex(token => COLUMN_RULES.test(token.text));
  const typeTokens = ruleAt < 0 ? rest : rest.slice(0, ruleAt);
  const last = typeTokens.at(-1);
  return [
    {
      name: unquoted(first),
      ...(last && {
        type: text.slice(typeTokens[0].start, last.end).replace(/\s+/g, ' '),
      }),
    },
  ];
}

function isQuoted({ start, end, text: name }: SqlToken, text: string): boolean {
  return text.slice(start, end) !== name;
}

/** The tokenizer gives names without their quotes, but for some dialects. */
function unquoted({ text }: SqlToken): string {
  return text.replace(/^(["`[])(.*)["`\]]$/, '$2');
}
