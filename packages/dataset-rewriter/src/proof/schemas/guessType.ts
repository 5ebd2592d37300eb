import type { PreparedStatement } from '../statements/prepareScript';
import type { DatasetSchemas } from './datasetSchemas';

/** What a column's name says of its values. */
const BY_NAME: [RegExp, string][] = [
  [/(_ts|_at|timestamp|_time|datetime)$/i, 'TIMESTAMPTZ'],
  [/(^|_)(date|day|month|week)$|_(on|dt)$/i, 'DATE'],
  [/^(is|has|was)_|_flag$/i, 'BOOLEAN'],
  [
    /(^|_)(id|cents|count|amount|qty|quantity|price|total|sum|score|rank|sessions|users|num|size|age|year|cost|revenue|value)s?$/i,
    'BIGINT',
  ],
];

/** Types to try when a query does not bind with the guessed ones. */
export const TYPES_TO_TRY = [
  'BIGINT',
  'VARCHAR',
  'TIMESTAMPTZ',
  'DATE',
  'DOUBLE',
  'BOOLEAN',
  'TIMESTAMP',
  'VARCHAR[]',
  'BIGINT[]',
  'JSON',
];

/** The type of a column that nobody described, from what it is compared with, its namesakes and its name. */
export function guessType(
  column: string,
  { names }: PreparedStatement,
  schemas: DatasetSchemas[],
): string {
  const name = column.toLowerCase();
  const compared = names.compared.find(found => found.column === name);
  const namesake = schemas
    .flatMap(({ old, new: now }) => [...old, ...now])
    .find(known => known.name.toLowerCase() === name);
  return namesake?.type ?? compared?.type ?? typeByName(column);
}

/** What a column's name alone says of its type. */
export function typeByName(column: string): string {
  return BY_NAME.find(([pattern]) => pattern.test(column))?.[1] ?? 'VARCHAR';
}
