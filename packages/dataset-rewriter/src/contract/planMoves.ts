import type {
  DatasetMove,
  DatasetName,
  DatasetSide,
  FieldMapping,
  MappingContract,
  Platform,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { planRows, type PlannedRows } from './planRows';
import { isSqlPlatform } from '../sql/parse/dialects';

/** A table name and what it becomes, by parts. */
export interface TablePair {
  platform: Platform;
  from: string[];
  to: string[];
}

/** A dbt relation as a call names it. */
export type Relation =
  | { kind: 'ref'; model: string; package?: string; version?: string }
  | { kind: 'source'; source: string; table: string };

/** A dbt relation and what it becomes. */
export interface RelationPair {
  from: Relation;
  to: Relation;
}

/** What becomes of an old column. */
export interface PlannedField {
  name: string;
  /** Path in the contract, for example `spec.datasets[0].fields[2]`. */
  path: string;
  /** `left` is a column that has no replacement which can be written down. */
  action: 'rename' | 'substitute' | 'judgement' | 'left';
  /** The new column of a rename. */
  to?: string;
  /** What a substitute says, with new columns as `{column}`. */
  expression?: string;
  note?: string;
}

/** One dataset and its replacement, ready to be looked up. */
export interface PlannedMove {
  /** Path in the contract, for example `spec.datasets[0]`. */
  path: string;
  /** Whose dialect the expressions are in; absent when the dataset has no name of a SQL platform. */
  platform?: Platform;
  tables: TablePair[];
  relations: RelationPair[];
  /** Full names of any platform, as they may stand alone in a configuration file. */
  fullNames: { from: string; to: string }[];
  /** Only columns that change, by lower case name. */
  fields: Map<string, PlannedField>;
  /** Lower case; absent when the contract has no schema. */
  oldColumns?: Set<string>;
  newColumns?: Set<string>;
  /** The columns as the contract spells them and in their order; absent without a schema. */
  oldNames?: string[];
  newNames?: string[];
  /** Keys of the columns that only the new dataset has, as far as they are known; a query's other names must not come to mean them. */
  addedColumns: Set<string>;
  /** Keys of the columns that nothing but a pseudo column becomes, so that the old dataset may have them too. */
  pseudoTargets: Set<string>;
  /** Whether `SELECT *` gives the same columns in the same order before and after. */
  sameColumns: boolean;
  /** Whether a query that selects a renamed column gives it under its new name. */
  propagates: boolean;
  /** Whether it is no dataset of the contract: a query of the checkout whose own outputs are called otherwise now. */
  isCarried?: boolean;
  /** The rows that every read of the new dataset keeps. */
  rows?: PlannedRows;
  /** Why a read of the dataset cannot be rewritten, unless its rows are filtered in the same step. */
  obstacle?: string;
}

/** Columns that no `SELECT *` gives, and that only say where a row is stored. */
export const PSEUDO_COLUMNS: ReadonlySet<string> = new Set([
  '_table_suffix',
  '_partitiontime',
  '_partitiondate',
]);

/** Turns a contract into what the rules look up. */
export function planMoves(contract: MappingContract): PlannedMove[] {
  return contract.spec.datasets.map((move, index) =>
    planMove(move, `spec.datasets[${index}]`, contract.spec.outputs),
  );
}

function planMove(
  move: DatasetMove,
  path: string,
  outputs: MappingContract['spec']['outputs'],
): PlannedMove {
  const plain = pairNames(move, name => !('ref' in name || 'source' in name));
  const named = plain.flatMap(({ from, to }) =>
    'name' in from && 'name' in to ? [{ from, to }] : [],
  );
  const fields = new Map<string, PlannedField>();
  move.fields.forEach((field, index) => {
    if (field.from !== undefined) {
      fields.set(
        field.from.toLowerCase(),
        planField(field.from, field, `${path}.fields[${index}]`),
      );
    }
  });
  for (const [key, { action, name, to }] of fields) {
    if (action === 'rename' && to === name) {
      fields.delete(key);
    }
  }
  const oldColumns = columnsOf(move.from);
  const newColumns = columnsOf(move.to);
  return {
    path,
    platform: move.from.names.find(({ platform }) => isSqlPlatform(platform))
      ?.platform,
    tables: named
      .filter(({ from }) => isSqlPlatform(from.platform))
      .map(({ from, to }) => ({
        platform: from.platform,
        from: from.name.split('.'),
        to: to.name.split('.'),
      })),
    relations: pairNames(move, name => 'ref' in name || 'source' in name).map(
      ({ from, to }) => ({ from: toRelation(from), to: toRelation(to) }),
    ),
    fullNames: named.map(({ from, to }) => ({ from: from.name, to: to.name })),
    fields,
    oldColumns,
    newColumns,
    addedColumns: findAddedColumns(move, oldColumns, newColumns),
    pseudoTargets: findPseudoTargets(move),
    oldNames: move.from.schema?.map(column => column.name),
    newNames: move.to.schema?.map(column => column.name),
    sameColumns: fields.size === 0 && hasSameColumns(move),
    rows: planRows(move, path),
    propagates: outputs === 'propagate',
    obstacle: findObstacle(move, path),
  };
}

function findObstacle(move: DatasetMove, path: string): string | undefined {
  return move.rows
    ? `${path}.rows.where keeps only a part of the rows, and no filter can be added here without changing what the code does. Migrate it by hand.`
    : undefined;
}

function planField(
  name: string,
  field: FieldMapping,
  path: string,
): PlannedField {
  const shared = { name, path, note: field.note };
  if (field.change === 'judgement') {
    return { ...shared, action: 'judgement' };
  }
  if (field.change === 'dropped') {
    return field.default === undefined
      ? { ...shared, action: 'left' }
      : { ...shared, action: 'substitute', expression: field.default };
  }
  if (field.expression !== undefined) {
    return { ...shared, action: 'substitute', expression: field.expression };
  }
  return typeof field.to === 'string'
    ? { ...shared, action: 'rename', to: field.to }
    : { ...shared, action: 'left' };
}

/** Pairs by platform and order, refs with refs before refs with sources. */
function pairNames(
  move: DatasetMove,
  take: (name: DatasetName) => boolean,
): { from: DatasetName; to: DatasetName }[] {
  const kindOf = (name: DatasetName) =>
    'name' in name ? name.platform : `dbt ${'ref' in name ? 'ref' : 'source'}`;
  const left = move.to.names.filter(take);
  const pairs: { from: DatasetName; to: DatasetName }[] = [];
  const takeFirst = (from: DatasetName, same: (to: DatasetName) => boolean) => {
    const index = left.findIndex(same);
    if (index >= 0) {
      pairs.push({ from, to: left.splice(index, 1)[0] });
    }
    return index >= 0;
  };
  const rest = move.from.names
    .filter(take)
    .filter(from => !takeFirst(from, to => kindOf(to) === kindOf(from)));
  rest.forEach(from => takeFirst(from, to => to.platform === from.platform));
  return pairs;
}

function toRelation(name: DatasetName): Relation {
  if ('ref' in name) {
    return {
      kind: 'ref',
      model: name.ref,
      package: name.package,
      version: name.version === undefined ? undefined : String(name.version),
    };
  }
  const [source, table] = ('source' in name ? name.source : name.name).split(
    '.',
  );
  return { kind: 'source', source, table };
}

function findPseudoTargets({ fields }: DatasetMove): Set<string> {
  const targetsOf = (taken: DatasetMove['fields']) =>
    taken.flatMap(({ to }) => to ?? []).map(name => name.toLowerCase());
  const isPseudo = ({ from }: FieldMapping) =>
    PSEUDO_COLUMNS.has(from?.toLowerCase() ?? '');
  const others = new Set(targetsOf(fields.filter(f => !isPseudo(f))));
  return new Set(
    targetsOf(fields.filter(isPseudo)).filter(name => !others.has(name)),
  );
}

function findAddedColumns(
  { fields }: DatasetMove,
  oldColumns: Set<string> | undefined,
  newColumns: Set<string> | undefined,
): Set<string> {
  const named = fields.flatMap(({ to }) => to ?? []);
  const before = new Set([
    ...(oldColumns ?? []),
    ...fields.flatMap(({ from }) => from?.toLowerCase() ?? []),
  ]);
  const after =
    oldColumns && newColumns
      ? [...newColumns]
      : named.map(name => name.toLowerCase());
  return new Set(after.filter(name => !before.has(name)));
}

/** Columns that nothing is said of stay as they are, so that a move without fields moves the table alone. */
function hasSameColumns({ from, to, fields }: DatasetMove): boolean {
  if (fields.some(({ change }) => change === 'added')) {
    return false;
  }
  const spell = (side: DatasetSide) =>
    side.schema?.map(({ name }) => name.toLowerCase()).join('\n');
  return !from.schema || !to.schema || spell(from) === spell(to);
}

function columnsOf(side: DatasetSide): Set<string> | undefined {
  return side.schema && new Set(side.schema.map(c => c.name.toLowerCase()));
}
