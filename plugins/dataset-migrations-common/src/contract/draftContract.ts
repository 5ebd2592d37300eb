import { stringify } from 'yaml';
import { editDistance } from './findNearestName';
import type { DatasetSide, FieldMapping } from './MappingContract';

const SYNONYMS = [
  [
    'int64',
    'bigint',
    'integer',
    'int',
    'int8',
    'long',
    'bigserial',
    'smallint',
  ],
  ['string', 'varchar', 'text', 'char', 'character varying', 'nvarchar'],
  ['bool', 'boolean'],
  ['float64', 'double', 'double precision', 'float', 'float8', 'real'],
  ['numeric', 'decimal', 'number'],
];

type Column = NonNullable<DatasetSide['schema']>[number];

/**
 * What is known of one side when a contract is drafted.
 * @public
 */
export interface DraftContractSide {
  entityRef: string;
  names: DatasetSide['names'];
  schema?: DatasetSide['schema'];
}

/**
 * What to draft a contract from.
 * @public
 */
export interface DraftContractOptions {
  /** Name of the contract; made from the new dataset's name if absent. */
  name?: string;
  title?: string;
  from: DraftContractSide;
  to: DraftContractSide;
}

const HEADER = [
  ' A draft. Columns of the same name and type are taken as unchanged; every other old column waits for you:',
  ' remove "change" and "note" where a column was only renamed, or say how its value follows from the new columns.',
].join('\n');

/**
 * A contract to start from, as YAML. Nothing is guessed for good: whatever is not plainly the same is put up for a decision.
 * @public
 */
export function draftContract(options: DraftContractOptions): string {
  const { from, to } = options;
  const name = options.name ?? contractNameOf(to.entityRef);
  const fields = draftFields({
    oldColumns: from.schema ?? [],
    newColumns: to.schema ?? [],
  });
  const contract = {
    apiVersion: 'skein.dev/v1alpha1',
    kind: 'MappingContract',
    metadata: {
      name,
      title:
        options.title ?? `${nameOf(from.entityRef)} → ${nameOf(to.entityRef)}`,
    },
    spec: {
      outputs: 'preserve',
      datasets: [{ from: { ...from }, to: { ...to }, fields }],
    },
  };
  return `#${HEADER.replaceAll('\n', '\n#')}\n${stringify(contract, {
    lineWidth: 120,
  })}`;
}

/** A field for each old column without a namesake of its type, and for each new column that nothing leads to. */
function draftFields(options: {
  oldColumns: readonly Column[];
  newColumns: readonly Column[];
}): FieldMapping[] {
  const { oldColumns, newColumns } = options;
  const types = new Map(newColumns.map(({ name, type }) => [name, type]));
  const oldNames = new Set(oldColumns.map(({ name }) => name));
  const free = new Set(
    newColumns.map(({ name }) => name).filter(name => !oldNames.has(name)),
  );
  const moved = oldColumns.flatMap(({ name: from, type }): FieldMapping[] => {
    if (types.has(from)) {
      return isSameType(type, types.get(from))
        ? []
        : [draftRetype(from, type, types.get(from))];
    }
    const to = findLikelyColumn(from, [...free]);
    if (to === undefined) {
      const note = `No new column has a name like ${from}; say what replaces it, or write change dropped.`;
      return [{ from, change: 'judgement', note }];
    }
    free.delete(to);
    const retyped = isSameType(type, types.get(to))
      ? ''
      : ` Its type was ${type} and is ${types.get(
          to,
        )} now, so it needs an expression.`;
    const note = `Proposed because the names are alike; decide whether ${to} really holds what ${from} held.${retyped}`;
    return [{ from, to, change: 'judgement', note }];
  });
  return [
    ...moved,
    ...[...free].map((to): FieldMapping => ({ to, change: 'added' })),
  ];
}

function draftRetype(
  name: string,
  oldType: string | undefined,
  newType: string | undefined,
): FieldMapping {
  const note = `The type was ${oldType} and is ${newType} now; give the old value as an expression, such as CAST({${name}} AS ${oldType}), in place of change.`;
  return { from: name, to: name, change: 'judgement', note };
}

/** Types that warehouses call by several names; a type that is not known differs from none. */
function isSameType(left: string | undefined, right: string | undefined) {
  return (
    left === undefined ||
    right === undefined ||
    plainType(left) === plainType(right)
  );
}

function plainType(type: string): string {
  const short = type
    .toLowerCase()
    .replace(/\s*\(.*?\)/g, '')
    .replace(/\s+/g, ' ');
  return SYNONYMS.find(names => names.includes(short))?.[0] ?? short;
}

/** The new column whose name is most like an old one; half of the letters or of the words have to agree. */
function findLikelyColumn(
  column: string,
  candidates: readonly string[],
): string | undefined {
  const [best] = candidates
    .map(candidate => ({ candidate, likeness: likenessOf(column, candidate) }))
    .filter(({ likeness }) => likeness >= 0.5)
    .sort((left, right) => right.likeness - left.likeness);
  return best?.candidate;
}

/** From 0 to 1, by letters or by the words of the name, whichever says more. */
function likenessOf(left: string, right: string): number {
  const [a, b] = [left.toLowerCase(), right.toLowerCase()];
  const letters = 1 - editDistance(a, b) / Math.max(a.length, b.length);
  const [wordsOfA, wordsOfB] = [wordsOf(left), wordsOf(right)];
  const shared = wordsOfA.filter(word => wordsOfB.includes(word)).length;
  return Math.max(letters, shared / Math.max(wordsOfA.length, wordsOfB.length));
}

/** The words of `user_id`, `userId` and `UserID` are the same. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

function nameOf(entityRef: string): string {
  return entityRef.split('/').pop() ?? entityRef;
}

function contractNameOf(entityRef: string): string {
  return nameOf(entityRef)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
}
