import type {
  Calendar,
  CalendarRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { CalendarSubject } from '../../database/operations/windows/findCalendar';
import { storeCalendar } from '../../database/operations/windows/storeCalendar';
import { actorOf } from '../actorOf';
import type { CalendarContext } from '../calendars/DefaultCalendarService';
import { getCalendarView } from '../calendars/getCalendarView';
import type { CallOptions } from '../MigrationService';
import { checkCalendar } from './checkCalendar';

/** Sets when targets of a migration or a team may be released and published; the next tick obeys it. */
export async function setCalendar(
  { knex, auth }: CalendarContext,
  request: CalendarRequest & { subject: CalendarSubject },
  { credentials }: CallOptions,
): Promise<Calendar> {
  const { subject, calendar, dryRun } = request;
  if (calendar) {
    checkCalendar('body.calendar', calendar);
  }
  const setBy = actorOf(auth, credentials);
  const tx = await knex.transaction();
  try {
    await storeCalendar({ tx, subject, calendar, setBy });
    const view = await getCalendarView(tx, subject);
    await (dryRun ? tx.rollback() : tx.commit());
    return view;
  } catch (error) {
    await tx.rollback();
    throw error;
  }
}
