import type { SqlToken } from './parseScript';

/** What is looked up of the tokens of a statement again and again. */
export interface TokenIndex {
  /** The place of the token that ends at an offset. */
  endingAt: Map<number, number>;
  /** For each token the place of the SELECT whose query it stands in; -1 when there is none. */
  selectOf: number[];
}

const INDICES = new WeakMap<SqlToken[], TokenIndex>();

/** Reads the tokens of a statement once, so that many look-ups stay linear. */
export function indexTokens(tokens: SqlToken[]): TokenIndex {
  const known = INDICES.get(tokens);
  if (known) {
    return known;
  }
  const endingAt = new Map<number, number>();
  const selectOf: number[] = [];
  const outer: number[] = [];
  let select = -1;
  tokens.forEach(({ type, end }, index) => {
    endingAt.set(end, index);
    if (type === 'L_PAREN') {
      outer.push(select);
    } else if (type === 'R_PAREN') {
      select = outer.pop() ?? -1;
    } else if (type === 'SELECT') {
      select = index;
    }
    selectOf.push(select);
  });
  const index = { endingAt, selectOf };
  INDICES.set(tokens, index);
  return index;
}
