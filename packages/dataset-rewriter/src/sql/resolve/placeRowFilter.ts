import type { Span } from '../../edits/Edit';
import type { SqlToken } from '../parse/parseScript';
import type { Source } from '../scope/Scope';

/** Where a predicate belongs: behind a condition, or where a WHERE may stand. */
export interface FilterPlace {
  /** The condition that is there already, with the end of its keyword. */
  condition?: Span & { keywordEnd: number; hasOr: boolean };
  /** Where a clause of its own begins, if there is no condition. */
  at: number;
  /** What stands before the line of FROM, when FROM begins a line. */
  keyword: SqlToken;
}

const ENDS_QUERY =
  /^(GROUP|HAVING|QUALIFY|WINDOW|ORDER|LIMIT|OFFSET|FETCH|UNION|INTERSECT|EXCEPT|MINUS|CONNECT|START|SORT|CLUSTER|DISTRIBUTE|FOR|WITH|SETTINGS|FORMAT|GROUP_BY|ORDER_BY|SORT_BY|CLUSTER_BY|DISTRIBUTE_BY|ON)$/;
const ENDS_CONDITION =
  /^(WHERE|JOIN|INNER|CROSS|FULL|NATURAL|ASOF|LATERAL|COMMA)$/;
const SIDES = /^(LEFT|RIGHT)$/;

/**
 * Finds where a predicate keeps rows of a source without changing the join: in WHERE where the source's rows are never
 * made up by an outer join, in ON where it is the right side of a LEFT JOIN or of an inner one that has ON. Absent where neither is right.
 */
export function placeRowFilter(
  tokens: SqlToken[],
  select: number,
  sources: Source[],
  source: Source,
): FilterPlace | undefined {
  const index = sources.indexOf(source);
  const later = sources.slice(index + 1);
  const isMadeUp = later.some(({ join }) =>
    /right|full|nested/i.test(join ?? ''),
  );
  const join = source.join ?? '';
  if (isMadeUp || /full|nested|asof|natural/i.test(join)) {
    return undefined;
  }
  if (/left|semi|anti/i.test(join)) {
    const laterOuter = later.some(other =>
      /outer apply/i.test(other.join ?? ''),
    );
    return laterOuter || !source.dataset
      ? undefined
      : findOn(tokens, source.dataset.end);
  }
  // Where ON is written, people keep what they say of a table beside it.
  const on =
    /^inner$/i.test(join) && source.dataset
      ? findOn(tokens, source.dataset.end)
      : undefined;
  return on ?? findWhere(tokens, select);
}

function findOn(tokens: SqlToken[], tableEnd: number): FilterPlace | undefined {
  const table = tokens.findIndex(({ end }) => end === tableEnd);
  const on = tokens.findIndex(
    ({ text }, index) =>
      index > table && index <= table + 3 && /^on$/i.test(text),
  );
  if (table < 0 || on < 0) {
    return undefined;
  }
  const last = lastOf(
    tokens,
    on + 1,
    (type, text, next) =>
      ENDS_QUERY.test(text) ||
      ENDS_CONDITION.test(text) ||
      type === 'COMMA' ||
      (SIDES.test(text) && next !== 'L_PAREN'),
  );
  return condition(tokens, on, last);
}

function findWhere(
  tokens: SqlToken[],
  select: number,
): FilterPlace | undefined {
  const from = scan(tokens, select + 1, (_, text) => text === 'FROM');
  if (from === undefined) {
    return undefined;
  }
  const where = scan(
    tokens,
    from + 1,
    (_, text) =>
      text === 'WHERE' ||
      (ENDS_QUERY.test(text) && !/^(ON|FOR|WITH)$/.test(text)),
  );
  const ends = (_: string, text: string) =>
    ENDS_QUERY.test(text) && !/^(ON|FOR|WITH)$/.test(text);
  if (where !== undefined && /^where$/i.test(tokens[where].text)) {
    return condition(tokens, where, lastOf(tokens, where + 1, ends));
  }
  const last = lastOf(tokens, from + 1, ends);
  return last > from
    ? { at: tokens[last].end, keyword: tokens[from] }
    : undefined;
}

function condition(
  tokens: SqlToken[],
  keyword: number,
  last: number,
): FilterPlace | undefined {
  if (last <= keyword) {
    return undefined;
  }
  let depth = 0;
  let hasOr = false;
  for (const { type, text } of tokens.slice(keyword + 1, last + 1)) {
    depth += depthOf(type);
    hasOr ||= depth === 0 && /^or$/i.test(text);
  }
  return {
    condition: {
      start: tokens[keyword + 1].start,
      end: tokens[last].end,
      keywordEnd: tokens[keyword].end,
      hasOr,
    },
    at: tokens[last].end,
    keyword: tokens[keyword],
  };
}

type Test = (type: string, text: string, next: string | undefined) => boolean;

/** The first token at the depth of `from` that passes, before the query ends. */
function scan(
  tokens: SqlToken[],
  from: number,
  test: Test,
): number | undefined {
  let depth = 0;
  for (let index = from; index < tokens.length; index += 1) {
    const { type, text } = tokens[index];
    if (
      depth === 0 &&
      test(type, text.toUpperCase(), tokens[index + 1]?.type)
    ) {
      return index;
    }
    depth += depthOf(type);
    if (depth < 0) {
      return undefined;
    }
  }
  return undefined;
}

/** The last token before the first that passes or closes a parenthesis. */
function lastOf(tokens: SqlToken[], from: number, test: Test): number {
  const end = scan(
    tokens,
    from,
    (type, text, next) => type === 'R_PAREN' || test(type, text, next),
  );
  return (end ?? tokens.length) - 1;
}

function depthOf(type: string): number {
  if (/^L_(PAREN|BRACKET|BRACE)$/.test(type)) {
    return 1;
  }
  return /^R_(PAREN|BRACKET|BRACE)$/.test(type) ? -1 : 0;
}
