import type { Knex } from 'knex';
import { DateTime } from 'luxon';

/** A point in time as the database gives it: a Date from PostgreSQL, a UTC string from SQLite. */
export type DbTime = Date | string;

/** SQLite has one writer and no locks of rows. */
export function isSqlite(knex: { client: Knex.Client }): boolean {
  return String(knex.client.config.client).includes('sqlite');
}

/** The database's own clock: replicas never compare their process clocks. */
export function databaseNow(knex: Knex): Knex.Raw<DbTime> {
  return isSqlite(knex)
    ? knex.raw(`strftime('%Y-%m-%d %H:%M:%f', 'now')`)
    : knex.raw('clock_timestamp()');
}

/** The database's clock, some seconds on; how many may also follow from the row. */
export function nowPlus(
  knex: Knex,
  seconds: number | Knex.Raw<number>,
): Knex.Raw<DbTime> {
  return isSqlite(knex)
    ? knex.raw(`strftime('%Y-%m-%d %H:%M:%f', 'now', (?) || ' seconds')`, [
        seconds,
      ])
    : knex.raw(`clock_timestamp() + ? * interval '1 second'`, [seconds]);
}

/** Seconds from the point in time in a column to now; below zero for one that is to come, null for none. */
export function secondsSince(knex: Knex, column: string): Knex.Raw<number> {
  return isSqlite(knex)
    ? knex.raw(`((julianday('now') - julianday(??)) * 86400.0)`, [column])
    : knex.raw(
        `cast(extract(epoch from (clock_timestamp() - ??)) as double precision)`,
        [column],
      );
}

/** In which step of so many seconds after an instant, in seconds since 1970, the point in time in a column falls; from 0. */
export function stepAfter(
  knex: Knex,
  options: { column: string; originSeconds: number; stepSeconds: number },
): Knex.Raw<number> {
  const { column, originSeconds, stepSeconds } = options;
  const bindings = [column, originSeconds, stepSeconds];
  return isSqlite(knex)
    ? knex.raw(
        `cast((cast(strftime('%s', ??) as integer) - ?) / ? as integer)`,
        bindings,
      )
    : knex.raw(
        `cast(floor((extract(epoch from ??) - ?) / ?) as integer)`,
        bindings,
      );
}

/** What the database's clock shows. */
export async function readDatabaseClock(knex: Knex): Promise<DateTime> {
  const [{ now }] = await knex.select<Array<{ now: DbTime }>>(
    knex.raw('? as now', [databaseNow(knex)]),
  );
  return DateTime.fromISO(toIso(now));
}

/** An instant as the database stores it. */
export function toDatabaseTime(
  knex: { client: Knex.Client },
  time: DateTime,
): DbTime {
  return isSqlite(knex)
    ? time.toUTC().toFormat('yyyy-MM-dd HH:mm:ss.SSS')
    : time.toJSDate();
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

/** PostgreSQL waits for rows that another replica holds; SQLite has one writer anyway. For `query.modify`. */
export function lockRows(query: Knex.QueryBuilder): void {
  if (!isSqlite(query as unknown as { client: Knex.Client })) {
    query.forUpdate();
  }
}

/** PostgreSQL skips rows that another replica holds; SQLite has one writer anyway. For `query.modify`. */
export function skipLocked(query: Knex.QueryBuilder): void {
  if (!isSqlite(query as unknown as { client: Knex.Client })) {
    query.forUpdate().skipLocked();
  }
}
