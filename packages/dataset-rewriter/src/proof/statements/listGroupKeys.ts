import type { SqlValue } from '../../sql/parse/parseScript';
import {
  asIdentifier,
  asList,
  asNode,
  isNode,
  tagged,
  type TreeIdentifier,
} from '../../sql/parse/readTree';

/** The keys of all GROUP BY of a statement that are columns with a table, as their identifiers. */
export function listGroupKeys(value: SqlValue): TreeIdentifier[][] {
  const keys: TreeIdentifier[][] = [];
  const pending: SqlValue[] = [value];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) {
      pending.push(...next.filter(entry => entry !== undefined));
    } else if (isNode(next)) {
      for (const term of asList(asNode(next.group_by).expressions)) {
        const column = tagged(term, 'column');
        const table = asIdentifier(column?.table);
        const name = asIdentifier(column?.name);
        if (table && name) {
          keys.push([table, name]);
        }
      }
      pending.push(...Object.values(next).filter(entry => entry !== undefined));
    }
  }
  return keys;
}
