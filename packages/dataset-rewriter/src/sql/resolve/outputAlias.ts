import { indexTokens } from '../parse/indexTokens';
import type { SqlToken } from '../parse/parseScript';

const ENDS_ITEM = new Set(['COMMA', 'FROM', 'INTO', 'R_PAREN']);

/**
 * Where the alias of an output belongs that is named after a column, and how the query spells AS.
 * The tree has no offsets for parentheses and casts, so their ends are counted in tokens.
 */
export function findOutputAlias(
  tokens: SqlToken[],
  columnEnd: number,
  wrappers: string[],
): { at: number; keyword: 'AS' | 'as' } | undefined {
  const { endingAt, selectOf } = indexTokens(tokens);
  const last = endingAt.get(columnEnd);
  if (last === undefined) {
    return undefined;
  }
  const wraps = wrappers.some(wrapper => wrapper !== 'struct');
  const at = wraps ? endOfItem(tokens, last) : columnEnd;
  const select = tokens[selectOf[last]]?.text ?? 'SELECT';
  return { at, keyword: select === select.toLowerCase() ? 'as' : 'AS' };
}

/** The end of the select item that holds a token. */
function endOfItem(tokens: SqlToken[], from: number): number {
  let depth = openedInItem(tokens, from);
  let index = from;
  for (; index + 1 < tokens.length; index += 1) {
    const { type } = tokens[index + 1];
    if (depth === 0 && ENDS_ITEM.has(type)) {
      break;
    }
    if (type === 'L_PAREN') {
      depth += 1;
    } else if (type === 'R_PAREN') {
      depth -= 1;
    }
  }
  return tokens[index].end;
}

/** How many parentheses of the select item are open at a token. */
function openedInItem(tokens: SqlToken[], from: number): number {
  let closed = 0;
  let open = 0;
  for (let index = from - 1; index >= 0; index -= 1) {
    const { type } = tokens[index];
    if (type === 'R_PAREN') {
      closed += 1;
    } else if (type === 'L_PAREN') {
      if (closed > 0) {
        closed -= 1;
      } else {
        open += 1;
      }
    } else if (closed === 0 && (type === 'SELECT' || type === 'COMMA')) {
      break;
    }
  }
  return open;
}
