import { parseScript, type SqlToken } from '../sql/parse/parseScript';
import type { SqlDialect } from '../sql/parse/dialects';
import type { Span } from '../edits/Edit';

/** A bare name in an expression of SQL. */
export interface SqlColumn extends Span {
  name: string;
  quoted: boolean;
  /** Whether the column is the whole expression, so that the output is called after it. */
  isWhole: boolean;
  /** Whether a table or a record stands in front of it. */
  isQualified: boolean;
}

/** What an expression of SQL reads; `problem` when that is not known. */
export interface SqlColumns {
  columns: SqlColumn[];
  /** Whether the expression says what its output is called. */
  isNamed?: boolean;
  problem?: string;
}

/** Words that can be no name of a column without quotes. */
const RESERVED =
  /^(?:and|as|asc|between|case|cast|desc|distinct|else|end|escape|exists|false|in|interval|is|like|not|null|nulls|or|over|partition|then|true|when)$/i;

/**
 * The names in an expression that stands for a condition or a column of a frame, such as `filter("a > 1")`.
 * Names behind `AS` are outputs, and those before a parenthesis are functions.
 */
export function findSqlColumns(
  expression: string,
  dialect: SqlDialect,
): SqlColumns {
  const { statements, problem } = parseScript(`SELECT ${expression}`, dialect);
  const [statement, ...others] = statements;
  if (problem !== undefined || others.length || !statement?.tree) {
    return { columns: [], problem: 'The expression does not parse' };
  }
  const tokens = statement.tokens.slice(1);
  if (tokens.some((_, index) => readsMore(tokens, index))) {
    return { columns: [], problem: 'The expression reads more than columns' };
  }
  const shift = 'SELECT '.length;
  const columns = tokens.flatMap((token, index): SqlColumn[] => {
    const quoted = /^[`"]/.test(
      `SELECT ${expression}`.slice(token.start, token.start + 1),
    );
    const isReserved = !quoted && RESERVED.test(token.text);
    if (isReserved || !isColumn(tokens, index)) {
      return [];
    }
    return [
      {
        name: token.text,
        quoted,
        start: token.start - shift,
        end: token.end - shift,
        isWhole: tokens.length === 1,
        isQualified: tokens[index - 1]?.text === '.',
      },
    ];
  });
  return { columns, isNamed: /^as$/i.test(tokens.at(-2)?.text ?? '') };
}

/** A subquery, or all columns at once. */
function readsMore(tokens: SqlToken[], index: number): boolean {
  const { text } = tokens[index];
  const isStar =
    text === '*' &&
    !(/^[\w)`]/.test(tokens[index - 1]?.text ?? '') && tokens[index + 1]);
  return /^(?:select|from)$/i.test(text) || isStar;
}

function isColumn(tokens: SqlToken[], index: number): boolean {
  const { type, text } = tokens[index];
  const before = tokens[index - 1];
  const after = tokens[index + 1];
  return (
    !/STRING|NUMBER|PARAMETER|COMMENT/.test(type) &&
    /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text) &&
    !/^as$/i.test(before?.text ?? '') &&
    after?.type !== 'L_PAREN'
  );
}
