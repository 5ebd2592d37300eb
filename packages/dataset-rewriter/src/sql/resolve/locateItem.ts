import type { Span } from '../../edits/Edit';
import type { SqlNode, SqlToken, SqlValue } from '../parse/parseScript';
import { asIdentifier, asList, asQuery, isNode } from '../parse/readTree';

/** The place of a select item that the tree gives no offsets for, with the SELECT that it belongs to. */
export interface ItemPlace extends Span {
  keyword: SqlToken;
  /** The first token of the item. */
  first: number;
}

interface LocateItemOptions {
  tokens: SqlToken[];
  select: SqlNode;
  /** The place of the item among the select items. */
  index: number;
  toOffset(treeOffset: number): number;
}

/** Finds a star among the items of a query by counting tokens; absent when they do not tell. */
export function locateStar(options: LocateItemOptions): ItemPlace | undefined {
  const { tokens, select, index } = options;
  const keyword = findSelect(select, options);
  if (keyword === undefined) {
    return undefined;
  }
  const items = splitItems(tokens, keyword);
  const item = items[index];
  if (items.length !== asList(select.expressions).length || !item) {
    return undefined;
  }
  const star = tokens.findIndex(
    ({ type }, at) => at >= item.first && at <= item.last && type === 'STAR',
  );
  if (star < 0) {
    return undefined;
  }
  let first = star;
  while (first - 2 >= item.first && tokens[first - 1].type === 'DOT') {
    first -= 2;
  }
  return {
    keyword: tokens[keyword],
    first,
    start: tokens[first].start,
    end: tokens[item.last].end,
  };
}

/** The index of the SELECT of a query: the nearest one before a name of its own that is not closed in parentheses. */
export function findSelect(
  select: SqlNode,
  { tokens, toOffset }: Pick<LocateItemOptions, 'tokens' | 'toOffset'>,
): number | undefined {
  const own = findOwnOffset(select);
  const nested = own === undefined ? findNested(select) : undefined;
  let at: number | undefined;
  if (own !== undefined) {
    const offset = toOffset(own);
    at = tokens.findIndex(({ start }) => start === offset);
  } else if (nested) {
    at = findSelect(nested, { tokens, toOffset });
  }
  return at === undefined || at < 0 ? undefined : selectBefore(tokens, at);
}

function selectBefore(tokens: SqlToken[], from: number): number | undefined {
  let closed = 0;
  for (let index = from - 1; index >= 0; index -= 1) {
    const { type } = tokens[index];
    if (type === 'R_PAREN') {
      closed += 1;
    } else if (type === 'L_PAREN') {
      closed = Math.max(0, closed - 1);
    } else if (type === 'SELECT' && closed === 0) {
      return index;
    }
  }
  return undefined;
}

/** The offset of any name that stands in the query and in no query inside of it. */
function findOwnOffset(value: SqlValue, depth = 0): number | undefined {
  if (depth > 40) {
    return undefined;
  }
  if (Array.isArray(value)) {
    for (const entry of value) {
      const found = findIn(entry, depth);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  }
  if (!isNode(value)) {
    return undefined;
  }
  const identifier = asIdentifier(value);
  if (identifier?.span) {
    return identifier.span.start;
  }
  for (const [key, entry] of Object.entries(value)) {
    if (key !== 'with') {
      const found = findIn(entry, depth);
      if (found !== undefined) {
        return found;
      }
    }
  }
  return undefined;
}

function findIn(value: SqlValue, depth: number): number | undefined {
  const query = isNode(value) ? asQuery(value) : undefined;
  if (query?.tag === 'subquery') {
    return asIdentifier(query.node.alias)?.span?.start;
  }
  return query ? undefined : findOwnOffset(value, depth + 1);
}

/** The first query in FROM. */
function findNested(select: SqlNode): SqlNode | undefined {
  let value: SqlValue = asList(
    isNode(select.from) && select.from.expressions,
  )[0];
  for (;;) {
    const query = isNode(value) ? asQuery(value) : undefined;
    if (query?.tag === 'select') {
      return query.node;
    }
    if (!query) {
      return undefined;
    }
    value = query.tag === 'setOperation' ? query.node.left : query.node.this;
  }
}

const ENDS_LIST = new Set(['FROM', 'INTO', 'WHERE', 'UNION', 'R_PAREN']);

function splitItems(
  tokens: SqlToken[],
  keyword: number,
): { first: number; last: number }[] {
  const items: { first: number; last: number }[] = [];
  let depth = 0;
  let first = keyword + 1;
  let index = first;
  const close = () => {
    if (index > first) {
      items.push({ first, last: index - 1 });
    }
    first = index + 1;
  };
  for (; index < tokens.length; index += 1) {
    const { type } = tokens[index];
    if (depth === 0 && ENDS_LIST.has(type)) {
      break;
    }
    if (/^L_(PAREN|BRACKET|BRACE)$/.test(type)) {
      depth += 1;
    } else if (/^R_(PAREN|BRACKET|BRACE)$/.test(type)) {
      depth -= 1;
    } else if (type === 'COMMA' && depth === 0) {
      close();
    }
  }
  close();
  return items;
}
