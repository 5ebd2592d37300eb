import type { Knex } from 'knex';
import { DateTime } from 'luxon';

/** A point in time as the database gives it: a Date from PostgreSQL, a UTC string from SQLite. */
export type DbTime = Date | string;

function isSqlite(knex: { client: Knex.Client }): boolean {
  return String(knex.client.config.client).includes('sqlite');
}

/** The database's own clock: replicas never compare their process clocks. */
export function databaseNow(knex: Knex): Knex.Raw<DbTime> {
  return isSqlite(knex)
    ? knex.raw(`strftime('%Y-%m-%d %H:%M:%f', 'now')`)
    : knex.raw('clock_timestamp()');
}

/** The database's clock, some seconds on. */
export function nowPlus(knex: Knex, seconds: number): Knex.Raw<DbTime> {
  return isSqlite(knex)
    ? knex.raw(`strftime('%Y-%m-%d %H:%M:%f', 'now', ?)`, [
        `${seconds >= 0 ? '+' : ''}${seconds} seconds`,
      ])
    : knex.raw(`clock_timestamp() + ? * interval '1 second'`, [seconds]);
}

/** ISO 8601 in UTC. */
export function toIso(time: DbTime): string {
  const parsed =
    time instanceof Date
      ? DateTime.fromJSDate(time)
      : DateTime.fromSQL(time, { zone: 'utc' });
  return parsed.toUTC().toISO()!;
}

/** As `toIso`; undefined for a column that is empty. */
export function toOptionalIso(time: DbTime | null): string | undefined {
  return time === null ? undefined : toIso(time);
}

/** PostgreSQL skips rows that another replica holds; SQLite has one writer anyway. For `query.modify`. */
export function skipLocked(query: Knex.QueryBuilder): void {
  if (!isSqlite(query as unknown as { client: Knex.Client })) {
    query.forUpdate().skipLocked();
  }
}
