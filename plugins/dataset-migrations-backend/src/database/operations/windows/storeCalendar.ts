import type { RolloutCalendar } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbRolloutCalendarRow } from '../../tables';
import { databaseNow } from '../../time';
import type { CalendarSubject } from './findCalendar';

export interface StoreCalendarOptions {
  tx: Knex.Transaction;
  subject: CalendarSubject;
  /** Null for none. */
  calendar: RolloutCalendar | null;
  setBy: string;
}

/** Sets or takes away the calendar of a migration or a team. */
export async function storeCalendar(
  options: StoreCalendarOptions,
): Promise<void> {
  const { tx, subject, calendar, setBy } = options;
  const calendars = tx<DbRolloutCalendarRow>('rollout_calendars');
  if (calendar === null) {
    await calendars.where(subject).delete();
    return;
  }
  await calendars
    .insert({
      ...subject,
      calendar: JSON.stringify(calendar),
      set_by: setBy,
      set_at: databaseNow(tx),
    })
    .onConflict(['scope', 'subject'])
    .merge();
}
