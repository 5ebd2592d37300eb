import type { BuildTool } from './buildTools';
import type { RepositoryView } from './RepositoryView';

/** Words of build files by which what reads data is known. */
const FRAMEWORKS: ReadonlyArray<readonly [name: string, words: RegExp]> = [
  ['Apache Beam', /\bapache[-_]?beam\b|org\.apache\.beam/i],
  ['Scio', /\bscio\b/i],
  ['Spark', /\bspark[-_](sql|core|streaming)\b|\bpyspark\b|\bsparklyr\b/i],
  ['Flink', /\b(py)?flink\b/i],
  ['Airflow', /\bapache-airflow\b|\bairflow\b/i],
  ['Dagster', /\bdagster\b/i],
  ['Prefect', /\bprefect\b/i],
  ['Luigi', /\bluigi\b/i],
  ['dbt', /\bdbt[-_](core|bigquery|snowflake|postgres|duckdb|spark|utils)\b/i],
  [
    'BigQuery client',
    /google-cloud-bigquery|@google-cloud\/bigquery|\bbigrquery\b/i,
  ],
  [
    'Snowflake client',
    /snowflake-(connector|jdbc|snowpark)|\bsnowflake-sdk\b/i,
  ],
  ['Trino client', /\btrino\b|\bpresto\b/i],
  ['DuckDB', /\bduckdb\b/i],
  ['JDBC', /\bjdbc\b/i],
  ['jOOQ', /\bjooq\b/i],
  ['Hibernate', /\bhibernate\b/i],
  ['Exposed', /\bjetbrains\.exposed\b/i],
  ['Spring', /\bspringframework\b|\bspring-(boot|data|jdbc)/i],
  ['SQLAlchemy', /\bsqlalchemy\b/i],
  ['Django', /\bdjango\b/i],
  ['pandas', /\bpandas\b/i],
  ['Polars', /\bpolars\b/i],
  ['Knex', /"knex"/],
  ['Prisma', /"@?prisma\b/],
  ['TypeORM', /"typeorm"/],
  ['DBI of R', /\bDBI\b|\bdbplyr\b/],
];

const MOST_BUILD_FILES = 30;
/** Of one build file. */
const MOST_CHARACTERS = 100_000;

/** A framework, and the build file that names it first. */
export interface Framework {
  name: string;
  file: string;
}

/** What build files say that a repository is made with. */
export async function findFrameworks(
  { read }: Pick<RepositoryView, 'read'>,
  tools: BuildTool[],
): Promise<Framework[]> {
  const found = new Map<string, string>();
  const files = tools.flatMap(each => each.files).slice(0, MOST_BUILD_FILES);
  for (const file of files) {
    const text = ((await read(file)) ?? '').slice(0, MOST_CHARACTERS);
    for (const [name, words] of FRAMEWORKS) {
      if (!found.has(name) && words.test(text)) {
        found.set(name, file);
      }
    }
  }
  return [...found].map(([name, file]) => ({ name, file }));
}
