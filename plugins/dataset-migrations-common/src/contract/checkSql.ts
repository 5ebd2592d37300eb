import type { ContractProblem } from './MappingContract';

/** Text outside of quotes, with what was quoted blanked out; `openQuote` is a quote that nothing closes. */
interface MaskedSql {
  text: string;
  quoted: string;
  openQuote?: string;
}

/** Columns that an expression marks as `{column}`, in order of appearance. */
export function findExpressionColumns(expression: string): string[] {
  return [...expression.matchAll(/\{([^{}]*)\}/g)].map(match => match[1]);
}

/**
 * What is plainly wrong with a piece of SQL that is put into other people's queries: open quotes, unbalanced parentheses,
 * a comment or a semicolon that would cut the query off. Whether it means something is not known without a parser.
 */
export function checkSqlBalance(options: {
  path: string;
  sql: string;
}): ContractProblem[] {
  const { path, sql } = options;
  const { text, openQuote } = maskQuoted(sql);
  if (openQuote) {
    return [
      { path, value: sql, mend: `opens a ${openQuote} that nothing closes` },
    ];
  }
  const mends = [
    mendOfParentheses(text),
    /--|\/\*/.test(text) &&
      'holds a comment; write it into the note of the field',
    text.includes(';') && 'holds a semicolon; write one expression only',
  ];
  return mends
    .filter((mend): mend is string => Boolean(mend))
    .map(mend => ({ path, value: sql, mend }));
}

/** What is wrong with the braces of an expression, apart from which columns they name. */
export function checkExpressionBraces(options: {
  path: string;
  expression: string;
}): ContractProblem[] {
  const { path, expression } = options;
  const { text, quoted } = maskQuoted(expression);
  if (/[{}]/.test(quoted)) {
    const mend =
      'has braces inside of quotes, where they could be taken for a column; write them with CHR(123) and CHR(125)';
    return [{ path, value: expression, mend }];
  }
  if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))) {
    const mend = 'has braces that do not close; write a column as {column}';
    return [{ path, value: expression, mend }];
  }
  if (findExpressionColumns(expression).length === 0) {
    const mend =
      'reads no new column; mark each one with braces, for example CAST({account_id} AS INT64)';
    return [{ path, value: expression, mend }];
  }
  return [];
}

function mendOfParentheses(text: string): string | undefined {
  let depth = 0;
  for (const character of text) {
    if (character === '(') {
      depth++;
    } else if (character === ')') {
      depth--;
    }
    if (depth < 0) {
      return 'closes a parenthesis that nothing opened';
    }
  }
  return depth > 0
    ? `leaves ${depth === 1 ? 'a parenthesis' : `${depth} parentheses`} open`
    : undefined;
}

function maskQuoted(sql: string): MaskedSql {
  let text = '';
  let quoted = '';
  let openQuote: string | undefined;
  for (let index = 0; index < sql.length; index++) {
    const character = sql[index];
    if (openQuote) {
      if (character === '\\') {
        quoted += sql[index + 1] ?? '';
        index++;
      } else if (character === openQuote) {
        openQuote = undefined;
      } else {
        quoted += character;
      }
    } else if (`'"\``.includes(character)) {
      openQuote = character;
      text += ' ';
    } else {
      text += character;
    }
  }
  return { text, quoted, openQuote };
}
