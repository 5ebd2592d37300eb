import type {
  DatasetMove,
  MappingContract,
  Platform,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { SqlDialect } from '../../sql/parse/dialects';
import { duckdbType } from '../duckdb/duckdbType';
import { typeByName } from './guessType';
import { translate } from '../statements/prepareScript';

/** A column of a dataset, in the words of DuckDB. */
export interface DatasetColumn {
  name: string;
  type: string;
}

/** Both sides of a dataset, as tables of a proof. */
export interface DatasetSchemas {
  old: DatasetColumn[];
  new: DatasetColumn[];
  /** Old columns whose value does not follow from the new dataset, in lower case, with the reason. */
  undefinedColumns: Map<string, string>;
  /** Those of them that wait for a decision which the patch lists, so that the code still reads them until then. */
  awaitedColumns: Set<string>;
  /** The old value of each old column by the new ones, in the contract's dialect. */
  expressions: Map<string, string>;
  where?: string;
  /** In which the contract writes expressions and types. */
  dialect: SqlDialect;
  /** Old columns whose type the contract leaves open, and whose value it computes. */
  openTypes: Set<string>;
  /** Columns of the old dataset that a star does not give. */
  hiddenColumns: Set<string>;
  /** Whether the dataset is also read as files, whose folders may be columns that no schema lists. */
  isInFiles: boolean;
}

const PSEUDO_COLUMNS: [string, string][] = [
  ['_TABLE_SUFFIX', 'VARCHAR'],
  ['_PARTITIONTIME', 'TIMESTAMPTZ'],
  ['_PARTITIONDATE', 'DATE'],
];

interface DatasetSchemasOptions {
  contract: MappingContract;
  dialect: SqlDialect;
  /** The queries, to see which pseudo-columns they name. */
  texts: string[];
  /** Judgement fields that the patch lists as places for a person. */
  listedFields: Set<string>;
}

/** The schemas of the datasets of a contract; a sentence for the first one that has none. */
export function datasetSchemas(
  options: DatasetSchemasOptions,
): DatasetSchemas[] | string {
  const { datasets } = options.contract.spec;
  const missing = datasets.findIndex(
    ({ from, to }) => !from.schema || !to.schema,
  );
  return missing < 0
    ? datasets.map(move => readMove(move, options))
    : `The contract has no schema for both sides of spec.datasets[${missing}]. Add the columns with their types.`;
}

function readMove(
  move: DatasetMove,
  { dialect, texts, listedFields }: DatasetSchemasOptions,
): DatasetSchemas {
  const old = columnsOf(move.from, dialect.platform);
  const now = columnsOf(move.to, dialect.platform);
  shareTypes(move, old, now);
  const schemas: DatasetSchemas = {
    old,
    new: now,
    undefinedColumns: new Map(),
    awaitedColumns: new Set(),
    expressions: new Map(old.map(({ name }) => [name, `{${name}}`])),
    where: move.rows?.where,
    dialect,
    openTypes: new Set(
      move.fields.flatMap(({ from, expression }) =>
        from !== undefined &&
        expression !== undefined &&
        !isTyped(move.from, from)
          ? from
          : [],
      ),
    ),
    hiddenColumns: new Set(),
    isInFiles: move.from.names.some(({ platform }) => platform === 'path'),
  };
  for (const [name, type] of PSEUDO_COLUMNS) {
    const isNamed = texts.some(text => new RegExp(name, 'i').test(text));
    const isMapped = move.fields.some(({ from }) => from === name);
    if (isNamed && dialect.platform === 'bigquery') {
      old.push({ name, type });
      schemas.hiddenColumns.add(name);
      schemas.expressions.set(name, `{${name}}`);
      if (!isMapped && !has(now, name)) {
        now.push({ name, type });
      }
    }
  }
  for (const { from, to, change, expression, default: value } of move.fields) {
    if (from === undefined) {
      continue;
    }
    const column = old.find(({ name }) => same(name, from));
    const isFree =
      change === 'judgement' || (change === 'dropped' && value === undefined);
    if (isFree && column) {
      schemas.undefinedColumns.set(
        from.toLowerCase(),
        change === 'judgement' ? 'waits for a decision' : 'has no replacement',
      );
      const isListed = listedFields.has(from.toLowerCase());
      if (isListed && !has(now, from)) {
        now.push(column);
      }
      if (isListed && change === 'judgement') {
        schemas.awaitedColumns.add(from.toLowerCase());
      }
      schemas.expressions.set(
        column.name,
        has(now, from) ? `{${column.name}}` : 'NULL',
      );
    } else if (column) {
      const renamed = typeof to === 'string' ? `{${to}}` : `{${from}}`;
      schemas.expressions.set(column.name, expression ?? value ?? renamed);
    }
  }
  return schemas;
}

/** A column whose type only one side tells has it on both, where its values are the same. */
function shareTypes(
  { from, to: target, fields }: DatasetMove,
  old: DatasetColumn[],
  now: DatasetColumn[],
) {
  for (const column of now) {
    const field = fields.find(({ to }) => to === column.name);
    const name = field?.from ?? column.name;
    const source = old.find(other => same(other.name, name));
    if (source && field?.expression === undefined) {
      if (!isTyped(target, column.name)) {
        column.type = source.type;
      } else if (!isTyped(from, source.name)) {
        source.type = column.type;
      }
    }
  }
}

function columnsOf(
  side: DatasetMove['from'],
  platform: Platform,
): DatasetColumn[] {
  return (side.schema ?? []).map(({ name, type }) => ({
    name,
    type: type === undefined ? typeByName(name) : duckdbType(type, platform),
  }));
}

function isTyped(side: DatasetMove['from'], wanted: string): boolean {
  return (side.schema ?? []).some(
    ({ name, type }) => same(name, wanted) && type !== undefined,
  );
}

/** The old dataset as a query of the new one, in the words of DuckDB. */
export function compatibilityQuery(
  schemas: DatasetSchemas,
  table: string[],
): { sql: string } | { problem: string } {
  const { quote, parserName } = schemas.dialect;
  const quoted = (name: string) =>
    `${quote}${name.replaceAll(quote, '')}${quote}`;
  const items = schemas.old.map(
    ({ name }) =>
      `${(schemas.expressions.get(name) ?? 'NULL').replace(
        /\{(\w+)\}/g,
        (_, column: string) => quoted(column),
      )} AS ${quoted(name)}`,
  );
  const where = schemas.where ? ` WHERE ${schemas.where}` : '';
  return translate(
    `SELECT ${items.join(', ')} FROM ${table.map(quoted).join('.')}${where}`,
    parserName,
  );
}

function has(columns: DatasetColumn[], wanted: string): boolean {
  return columns.some(({ name }) => same(name, wanted));
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
