import { Dialect } from '@polyglot-sql/sdk';
import type {
  MappingContract,
  Platform,
} from '@skein/backstage-plugin-dataset-migrations-common';

/** How a dialect spells and compares identifiers. */
export interface SqlDialect {
  platform: Platform;
  /** What the parser calls it. */
  parserName: Dialect;
  quote: '"' | '`';
  /** Whether two spellings of an unquoted table name that differ in case are one table. */
  tableCase: 'sensitive' | 'insensitive';
  /** What an unquoted name is stored as, where a quoted one is compared exactly. */
  fold: 'lower' | 'upper' | 'none';
  columnCase: 'sensitive' | 'insensitive';
  /**
   * Whether a name in GROUP BY, HAVING and expressions of ORDER BY means the output alias first. Where it does not, GROUP
   * BY means the column.
   */
  aliasFirst: boolean;
  /** Whether `CAST(a AS …)` without alias is called `a`. */
  castKeepsName: boolean;
  /** Whether `STRUCT(a)` names its field `a` and takes `a AS b`. */
  structTakesAlias: boolean;
  /** Whether `a.b` may be the field `b` of a column `a`. */
  recordsHaveDots: boolean;
}

const common: Omit<SqlDialect, 'platform' | 'parserName' | 'quote'> = {
  tableCase: 'insensitive',
  fold: 'none',
  columnCase: 'insensitive',
  aliasFirst: false,
  castKeepsName: false,
  structTakesAlias: false,
  recordsHaveDots: true,
};

const DIALECTS: SqlDialect[] = [
  {
    ...common,
    platform: 'bigquery',
    parserName: Dialect.BigQuery,
    quote: '`',
    tableCase: 'sensitive',
    aliasFirst: true,
    structTakesAlias: true,
  },
  {
    ...common,
    platform: 'snowflake',
    parserName: Dialect.Snowflake,
    recordsHaveDots: false,
    quote: '"',
    fold: 'upper',
  },
  {
    ...common,
    platform: 'redshift',
    parserName: Dialect.Redshift,
    recordsHaveDots: false,
    quote: '"',
    castKeepsName: true,
  },
  {
    ...common,
    platform: 'databricks',
    parserName: Dialect.Databricks,
    quote: '`',
    castKeepsName: true,
  },
  {
    ...common,
    platform: 'spark',
    parserName: Dialect.Spark,
    quote: '`',
    castKeepsName: true,
  },
  { ...common, platform: 'hive', parserName: Dialect.Hive, quote: '`' },
  { ...common, platform: 'trino', parserName: Dialect.Trino, quote: '"' },
  {
    ...common,
    platform: 'postgres',
    parserName: Dialect.PostgreSQL,
    recordsHaveDots: false,
    quote: '"',
    fold: 'lower',
    castKeepsName: true,
  },
  {
    ...common,
    platform: 'mysql',
    parserName: Dialect.MySQL,
    recordsHaveDots: false,
    quote: '`',
    tableCase: 'sensitive',
  },
  { ...common, platform: 'duckdb', parserName: Dialect.DuckDB, quote: '"' },
  {
    ...common,
    platform: 'clickhouse',
    parserName: Dialect.ClickHouse,
    quote: '`',
    tableCase: 'sensitive',
    columnCase: 'sensitive',
    aliasFirst: true,
  },
];

/** The dialects of a contract's names, in their order; BigQuery when the contract only knows dbt names. */
export function listDialects(contract: MappingContract): SqlDialect[] {
  const platforms = new Set(
    contract.spec.datasets.flatMap(({ from }) =>
      from.names.map(({ platform }) => platform),
    ),
  );
  const found = [...platforms].flatMap(name => findDialect(name) ?? []);
  return found.length ? found : [DIALECTS[0]];
}

/** The dialect of the first name of a SQL platform. */
export function chooseDialect(contract: MappingContract): SqlDialect {
  return listDialects(contract)[0];
}

/** The dialect of a platform that reads SQL. */
export function findDialect(
  platform: Platform | undefined,
): SqlDialect | undefined {
  return DIALECTS.find(known => known.platform === platform);
}

/** Whether the parts of names of this platform are separated by dots and read by SQL. */
export function isSqlPlatform(platform: Platform): boolean {
  return DIALECTS.some(known => known.platform === platform);
}

/** The key under which columns, aliases and common table expressions are compared. */
export function columnKey(name: string, dialect: SqlDialect): string {
  return dialect.columnCase === 'sensitive' ? name : name.toLowerCase();
}
