import type { SqlNode } from '../parse/parseScript';
import { asNode, tableNameParts } from '../parse/readTree';
import type { Resolution } from './Resolution';

/** Names in the parentheses behind the table or view that a statement makes are its own; the tree has no offsets for them. */
export function decideMadeColumns(made: SqlNode, resolution: Resolution) {
  const { tokens } = resolution.options.statement;
  const last = tableNameParts(asNode(made.name)).at(-1);
  const name = last && resolution.part(last);
  const opener = tokens.findIndex(({ start }) => start === name?.start) + 1;
  if (opener === 0 || tokens[opener]?.type !== 'L_PAREN') {
    return;
  }
  let depth = 0;
  for (const { type, start } of tokens.slice(opener)) {
    depth += Number(type === 'L_PAREN') - Number(type === 'R_PAREN');
    if (depth === 0) {
      return;
    }
    resolution.decided.add(start);
  }
}
