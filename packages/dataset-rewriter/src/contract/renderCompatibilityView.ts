import {
  type DatasetMove,
  type DatasetName,
  type MappingContract,
  pairNames,
  type Platform,
} from '@skein/backstage-plugin-dataset-migrations-common';
import {
  findDialect,
  isSqlPlatform,
  type SqlDialect,
} from '../sql/parse/dialects';
import {
  deriveOldColumns,
  dialectOfMove,
  type OldColumn,
  type OldColumns,
} from './deriveOldColumns';
import { spellIdentifier, spellTable } from './spellIdentifier';

/**
 * What to render as a view.
 * @public
 */
export interface RenderCompatibilityViewOptions {
  contract: MappingContract;
  /** Index in `spec.datasets`; the first if absent. */
  dataset?: number;
  /** A SQL platform; that of the dataset's first name if absent. */
  dialect?: Platform;
  /** What `*` at the end of names stands for; needed where the names of the dataset have one. */
  star?: string;
}

/**
 * The view, or why there is none: where, what stands there, the mend.
 * @public
 */
export type CompatibilityView =
  | { sql: string; problems?: undefined }
  | { problems: { path: string; value?: string; mend: string }[] };

/**
 * A view that has the old name and the old columns, and reads the new dataset: whoever has not moved yet goes on reading.
 * @public
 */
export async function renderCompatibilityView(
  options: RenderCompatibilityViewOptions,
): Promise<CompatibilityView> {
  const { contract, dataset = 0, star } = options;
  const dialect = chooseViewDialect(options);
  const old = await deriveOldColumns({
    contract,
    dataset,
    dialect: dialect.platform,
    qualifier: qualifierOf(dialect),
  });
  const path = `spec.datasets[${dataset}]`;
  const move = contract.spec.datasets[dataset];
  const tables = chooseTables(move, { path, dialect, star });
  const problems = [
    ...('mend' in tables ? [tables] : []),
    ...findViewProblems(old, move, path),
  ];
  return 'mend' in tables || problems.length > 0
    ? { problems }
    : { sql: writeView({ old, dialect, ...tables, move, contract }) };
}

function chooseViewDialect(
  options: RenderCompatibilityViewOptions,
): SqlDialect {
  const { contract, dataset = 0, dialect } = options;
  const move = contract.spec.datasets[dataset];
  return (
    (dialect && findDialect(dialect)) ??
    dialectOfMove(contract, move ?? contract.spec.datasets[0])
  );
}

/** ClickHouse reads the alias of a column before the column, so that a swap of two names would go round in a circle. */
function qualifierOf({ platform }: SqlDialect): string {
  return platform === 'clickhouse' ? 'moved.' : '';
}

function findViewProblems(
  { columns, complete, problems }: OldColumns,
  move: DatasetMove,
  path: string,
): { path: string; value?: string; mend: string }[] {
  if (!complete) {
    const mend = `is missing, so nobody can tell which columns ${move.from.entityRef} has; list them`;
    return [...problems, { path: `${path}.from.schema`, mend }];
  }
  return columns.every(column => column.pseudo)
    ? [
        ...problems,
        {
          path: `${path}.from.schema`,
          mend: 'lists no column; a view needs one or more',
        },
      ]
    : problems;
}

interface ViewTables {
  oldTable: string;
  newTable: string;
}

/** The first pair of names of the dialect's platform; else the first that SQL reads; else a dbt relation by its parts. */
function chooseTables(
  move: DatasetMove,
  options: { path: string; dialect: SqlDialect; star?: string },
): ViewTables | { path: string; value?: string; mend: string } {
  const { path, dialect, star } = options;
  const pairs = pairNames(move);
  const pair =
    pairs.find(({ from }) => from.platform === dialect.platform) ??
    pairs.find(({ from }) => isSqlPlatform(from.platform)) ??
    pairs.find(({ from }) => from.platform === 'dbt');
  if (!pair) {
    const mend =
      'have none that SQL reads; add the name of the table, for example { platform: bigquery, name: project.dataset.table }';
    return { path: `${path}.from.names`, mend };
  }
  const names = [partsOf(pair.from), partsOf(pair.to)];
  const open = names.find(parts => parts.at(-1)?.endsWith('*'));
  if (open && star === undefined) {
    const mend =
      'ends in *, so it stands for many tables; say which one the view is for';
    return { path: `${path}.from.names`, value: open.join('.'), mend };
  }
  const [oldTable, newTable] = names.map(parts =>
    spellTable(
      parts.map(part => part.replace(/\*$/, star ?? '*')),
      dialect,
    ),
  );
  return { oldTable, newTable };
}

function partsOf(name: DatasetName): string[] {
  if ('ref' in name) {
    return [name.ref];
  }
  return ('source' in name ? name.source : name.name).split('.');
}

interface WriteViewOptions extends ViewTables {
  old: OldColumns;
  dialect: SqlDialect;
  move: DatasetMove;
  contract: MappingContract;
}

function writeView(options: WriteViewOptions): string {
  const { old, dialect, oldTable, newTable, move, contract } = options;
  const columns = old.columns.filter(column => !column.pseudo);
  const source = dialectOfMove(contract, move).platform;
  const alias = dialect.platform === 'clickhouse' ? ' AS moved' : '';
  return [
    `-- ${oneLine(
      `${move.from.entityRef} for those who have not moved to ${move.to.entityRef} yet; made by the contract ${contract.metadata.name}.`,
    )}`,
    ...(source === dialect.platform
      ? []
      : [
          `-- Translated from ${source} to ${dialect.platform}: try it before you rely on it.`,
        ]),
    ...old.columns.filter(column => column.pseudo).map(describePseudo),
    `CREATE OR REPLACE VIEW ${oldTable} AS`,
    'SELECT',
    ...columns.flatMap((column, index) => [
      ...describeColumn(column).map(line => `  -- ${oneLine(line)}`),
      `  ${writeColumn(column, dialect)}${
        index < columns.length - 1 ? ',' : ''
      }`,
    ]),
    `FROM ${newTable}${alias}`,
    ...(old.where === undefined ? [] : [`WHERE ${old.where}`]),
  ]
    .join('\n')
    .concat(';\n');
}

function writeColumn(column: OldColumn, dialect: SqlDialect): string {
  const name = spellIdentifier(column.name, dialect);
  const value = column.sql ?? column.emptySql;
  return value === name ? value : `${value} AS ${name}`;
}

function describeColumn(column: OldColumn): string[] {
  const note = column.note ? ` ${column.note}` : '';
  switch (column.kind) {
    case 'judgement':
      return [`${column.name} has no value until somebody decides.${note}`];
    case 'dropped':
      return [`${column.name} is gone.${note}`];
    case 'default':
      return [
        `${column.name} is gone; this value stands in its place.${note}`,
        ...column.doubts,
      ];
    default:
      return column.doubts;
  }
}

function describePseudo({ name, sql }: OldColumn): string {
  return `-- ${oneLine(
    `${name} belongs to the platform, and a view cannot have it; the old value is ${
      sql ?? 'not known'
    }.`,
  )}`;
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
