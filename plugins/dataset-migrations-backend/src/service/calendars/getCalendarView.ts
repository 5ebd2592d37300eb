import type { Calendar } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import {
  findCalendar,
  type CalendarSubject,
} from '../../database/operations/windows/findCalendar';
import { readDatabaseClock, toIso } from '../../database/time';
import { findWindow } from '../../waves/windows/findWindow';

/** A calendar, and what it says now by the database's clock. */
export async function getCalendarView(
  knex: Knex,
  subject: CalendarSubject,
): Promise<Calendar> {
  const row = await findCalendar(knex, subject);
  if (!row) {
    return { open: true };
  }
  const calendar = JSON.parse(row.calendar);
  const owner = row.scope === 'migration' ? 'the migration' : row.subject;
  const { from, until, reason } = findWindow(
    [{ owner, calendar }],
    await readDatabaseClock(knex),
  );
  return {
    calendar,
    setBy: row.set_by,
    setAt: toIso(row.set_at),
    open: from === undefined,
    opensAt: from?.toUTC().toISO() ?? undefined,
    closesAt: until?.toUTC().toISO() ?? undefined,
    reason,
  };
}
