import type { SqlNode, SqlValue } from '../parse/parseScript';
import { asIdentifier, asList, tagged } from '../parse/readTree';
import {
  namedRelation,
  type Passage,
  type ProvedColumns,
  type Relation,
} from '../scope/Relation';
import type { Scope } from '../scope/Scope';
import { findFlowing, newNamesOf, type FlowCandidate } from './findFlowing';
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
  expand(star: SqlNode, passage: Passage): void;
  /** The changed column behind an item that is a column and nothing else; absent where outputs keep their names. */
  findChanged?(column: SqlNode): FlowCandidate | undefined;
}

/** What one select item gives. */
export interface Contribution extends Relation {
  columns: Map<string, string>;
  /** Whether it may give other columns than those. */
  open: boolean;
  /** The columns that could take a new name, by their keys. */
  candidates?: Map<string, FlowCandidate>;
}

/** Notes which names the select items give, and tells what whoever reads the query can see. */
export function nameOutputs(options: NameOutputsOptions): Relation {
  checkTime();
  const read = options.items.flatMap(item => readItem(item, options));
  const contributions = options.findChanged
    ? letFlow(read, options.scope)
    : read;
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
      .forEach(passage => {
        if (passage.star) {
          options.expand(passage.star, passage);
        }
      });
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

/** Lets outputs come through under the new names of their columns, where no other output can be meant by those. */
function letFlow(read: Contribution[], scope: Scope): Contribution[] {
  const flowing = findFlowing(read);
  flowing.forEach((passage, key) => scope.flowing.set(key, passage));
  return read.map(contribution => ({
    ...contribution,
    passages: [
      ...contribution.passages,
      ...[...(contribution.candidates?.keys() ?? [])].flatMap(
        key => flowing.get(key) ?? [],
      ),
    ],
  }));
}

function readItem(
  item: SqlValue,
  { scope, toKey, expanded, proved, findChanged, expand }: NameOutputsOptions,
): Contribution[] {
  const alias = tagged(item, 'alias');
  const name = asIdentifier(alias?.alias);
  const columnNode = tagged(unwrap(item), 'column');
  const column = asIdentifier(columnNode?.name);
  const star = tagged(item, 'star');
  if (alias && name) {
    const behind = asIdentifier(tagged(alias.this, 'column')?.name);
    scope.aliases.set(toKey(name.name), behind && toKey(behind.name));
    return [one(name, toKey)];
  }
  if (column) {
    const key = toKey(column.name);
    const candidate = columnNode && findChanged?.(columnNode);
    scope.bareOutputs.add(key);
    return [
      {
        ...one(column, toKey),
        candidates: candidate && new Map([[key, candidate]]),
      },
    ];
  }
  if (star) {
    const isList = expanded.has(star);
    const parts = readStar(star, scope, toKey, proved);
    if (isList) {
      parts
        .flatMap(({ passages }) => passages)
        .filter(({ only }) => only)
        .forEach(passage => expand(star, passage));
    }
    return parts.map(({ columns, ...part }) => ({
      columns: columns ?? new Map(),
      open: columns === undefined,
      distinct: part.distinct,
      passages: isList ? [] : part.passages,
      candidates: isList && findChanged ? listCandidates(part) : undefined,
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

/** The columns of a list in place of a star that have another name now. */
function listCandidates({ passages }: Relation): Map<string, FlowCandidate> {
  return new Map(
    passages.flatMap(passage =>
      [...passage.dataset.move.fields.entries()].flatMap(
        ([key, field]): [string, FlowCandidate][] =>
          field.action === 'rename' &&
          !passage.hidden.has(key) &&
          (passage.only?.has(key) ?? true)
            ? [[key, { passage, field }]]
            : [],
      ),
    ),
  );
}

/** Whether a name that changes, or that the new dataset brings, may be given by another item too. */
function isMistakable(
  { dataset: { move }, hidden, only }: Passage,
  others: Contribution[],
): boolean {
  const names = only
    ? [...only].flatMap(key => [
        key,
        move.fields.get(key)?.to?.toLowerCase() ?? key,
      ])
    : [...move.fields.keys(), ...move.addedColumns].filter(
        key => !hidden.has(key),
      );
  return others.some(
    ({ open, columns, passages }) =>
      open ||
      names.some(key => columns.has(key)) ||
      passages.some(
        passage => !passage.only || newNamesOf(passage).some(isIn(names)),
      ),
  );
}

function isIn(names: string[]): (name: string) => boolean {
  return name => names.includes(name);
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
