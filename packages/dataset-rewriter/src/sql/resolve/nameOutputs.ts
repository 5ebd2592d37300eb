import type { SqlNode, SqlValue } from '../parse/parseScript';
import { asIdentifier, asList, tagged } from '../parse/readTree';
import { findSource, type Scope } from '../scope/Scope';

type ToKey = (name: string) => string;

/** Notes which names the select items give, and tells them when all are known. */
export function nameOutputs(
  items: SqlValue[],
  scope: Scope,
  toKey: ToKey,
): Set<string> | undefined {
  const outputs = new Set<string>();
  let known = true;
  for (const item of items) {
    const alias = tagged(item, 'alias');
    const name = asIdentifier(alias?.alias);
    const column = tagged(unwrap(item), 'column');
    const star = tagged(item, 'star');
    if (alias && name) {
      const behind = asIdentifier(tagged(alias.this, 'column')?.name);
      scope.aliases.set(toKey(name.name), behind && toKey(behind.name));
      outputs.add(toKey(name.name));
    } else if (column) {
      const key = toKey(asIdentifier(column.name)?.name ?? '');
      scope.bareOutputs.add(key);
      outputs.add(key);
    } else if (star) {
      const columns = starColumns(star, scope, toKey);
      columns?.forEach(key => outputs.add(key));
      known = known && columns !== undefined;
    } else {
      const field = asIdentifier(tagged(item, 'dot')?.field);
      if (field) {
        outputs.add(toKey(field.name));
      }
    }
  }
  return known ? outputs : undefined;
}

function starColumns(
  star: SqlNode,
  scope: Scope,
  toKey: ToKey,
): Set<string> | undefined {
  const table = asIdentifier(star.table);
  const sources = table
    ? [findSource(scope, toKey(table.name))]
    : scope.sources;
  const columns = new Set<string>();
  for (const source of sources) {
    if (!source?.columns) {
      return undefined;
    }
    source.columns.forEach(key => columns.add(key));
  }
  asList(star.except).forEach(entry =>
    columns.delete(toKey(asIdentifier(entry)?.name ?? '')),
  );
  return asList(star.rename).length ? undefined : columns;
}

/** The expression inside parentheses. */
function unwrap(value: SqlValue): SqlValue {
  const paren = tagged(value, 'paren');
  return paren ? unwrap(paren.this) : value;
}

/** The keys of a list of identifiers; absent when the list is empty. */
export function columnsFrom(
  identifiers: SqlValue,
  toKey: ToKey,
): Set<string> | undefined {
  const names = asList(identifiers).flatMap(v => asIdentifier(v)?.name ?? []);
  return names.length ? new Set(names.map(toKey)) : undefined;
}
