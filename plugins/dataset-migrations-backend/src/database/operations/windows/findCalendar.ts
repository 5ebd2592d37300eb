import type { Knex } from 'knex';
import type { DbRolloutCalendarRow } from '../../tables';

export type CalendarSubject = Pick<DbRolloutCalendarRow, 'scope' | 'subject'>;

/** The calendar of a migration or a team; undefined when it has none. */
export async function findCalendar(
  knex: Knex,
  { scope, subject }: CalendarSubject,
): Promise<DbRolloutCalendarRow | undefined> {
  return knex<DbRolloutCalendarRow>('rollout_calendars')
    .where({ scope, subject })
    .first();
}
