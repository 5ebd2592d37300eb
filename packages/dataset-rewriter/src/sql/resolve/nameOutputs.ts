import type { SqlNode, SqlValue } from '../parse/parseScript';
import { asIdentifier, asList, tagged } from '../parse/readTree';
import {
  namedRelation,
  type Passage,
  type ProvedColumns,
  type Relation,
} from '../scope/Relation';
import type { Scope } from '../scope/Scope';
import { checkTime } from '../../workers/withinTime';
import { readStar, type ToKey } from './readStar';

/** Stars that double the columns again and again would need more memory than there is. */
const MOST_PASSAGES = 5000;

interface NameOutputsOptions {
  items: SqlValue[];
  scope: Scope;
  toKey: ToKey;
  /** Stars that become a list of the old columns. */
  expanded: ReadonlySet<SqlNode>;
  proved: ProvedColumns;
  /** Asks that a star becomes a list, since its columns would be mistaken for others. */
  expand(star: SqlNode): void;
}

/** What one select item gives. */
interface Contribution extends Relation {
  columns: Map<string, string>;
  /** Whether it may give other columns than those. */
  open: boolean;
}

/** Notes which names the select items give, and tells what whoever reads the query can see. */
export function nameOutputs(options: NameOutputsOptions): Relation {
  checkTime();
  const contributions = options.items.flatMap(item => readItem(item, options));
  const passages = contributions.flatMap(part => part.passages);
  if (passages.length > MOST_PASSAGES) {
    throw new RangeError(
      `its stars give the columns of the dataset more than ${MOST_PASSAGES} times`,
    );
  }
  const passing = contributions.filter(part => part.passages.length > 0);
  passing.forEach(contribution => {
    const others = contributions.filter(other => other !== contribution);
    contribution.passages
      .filter(passage => isMistakable(passage, others))
      .forEach(({ star }) => star && options.expand(star));
  });
  const columns = new Map<string, string>();
  let count = 0;
  for (const contribution of contributions) {
    contribution.columns.forEach((name, key) => columns.set(key, name));
    count += contribution.columns.size;
  }
  return {
    columns: contributions.some(({ open }) => open) ? undefined : columns,
    distinct:
      contributions.every(({ distinct }) => distinct) && count === columns.size,
    passages,
  };
}

function readItem(
  item: SqlValue,
  { scope, toKey, expanded, proved }: NameOutputsOptions,
): Contribution[] {
  const alias = tagged(item, 'alias');
  const name = asIdentifier(alias?.alias);
  const column = asIdentifier(tagged(unwrap(item), 'column')?.name);
  const star = tagged(item, 'star');
  if (alias && name) {
    const behind = asIdentifier(tagged(alias.this, 'column')?.name);
    scope.aliases.set(toKey(name.name), behind && toKey(behind.name));
    return [one(name, toKey)];
  }
  if (column) {
    scope.bareOutputs.add(toKey(column.name));
    return [one(column, toKey)];
  }
  if (star) {
    return readStar(star, scope, toKey, proved).map(({ columns, ...part }) => ({
      columns: columns ?? new Map(),
      open: columns === undefined,
      distinct: part.distinct,
      passages: expanded.has(star) ? [] : part.passages,
    }));
  }
  const field = asIdentifier(tagged(item, 'dot')?.field);
  return [
    field
      ? one(field, toKey)
      : { columns: new Map(), open: false, distinct: false, passages: [] },
  ];
}

function one(
  { name, quoted }: { name: string; quoted: boolean },
  toKey: ToKey,
): Contribution {
  const spelled = quoted ? `"${name}"` : name;
  return {
    columns: new Map([[toKey(name), spelled]]),
    open: false,
    distinct: true,
    passages: [],
  };
}

/** Whether a name that changes, or that the new dataset brings, may be given by another item too. */
function isMistakable(
  { dataset: { move }, hidden }: Passage,
  others: Contribution[],
): boolean {
  const names = [...move.fields.keys(), ...move.addedColumns].filter(
    key => !hidden.has(key),
  );
  return others.some(
    ({ open, columns, passages }) =>
      open || passages.length > 0 || names.some(key => columns.has(key)),
  );
}

/** The expression inside parentheses. */
function unwrap(value: SqlValue): SqlValue {
  const paren = tagged(value, 'paren');
  return paren ? unwrap(paren.this) : value;
}

/** The relation of a list of identifiers that name its columns; absent when the list is empty. */
export function columnsFrom(
  identifiers: SqlValue,
  toKey: ToKey,
): Relation | undefined {
  const names = asList(identifiers).flatMap(v => asIdentifier(v)?.name ?? []);
  return names.length ? namedRelation(names, toKey) : undefined;
}
