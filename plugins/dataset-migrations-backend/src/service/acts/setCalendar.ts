import type {
  Calendar,
  CalendarRequest,
  RolloutCalendar,
} from '@skein/backstage-plugin-dataset-migrations-common';
import {
  findCalendar,
  type CalendarSubject,
} from '../../database/operations/windows/findCalendar';
import { inTransaction } from '../../database/inTransaction';
import { holdFleet } from '../../database/operations/fleet/holdFleet';
import { storeCalendar } from '../../database/operations/windows/storeCalendar';
import { actorOf } from '../actorOf';
import type { CalendarContext } from '../calendars/DefaultCalendarService';
import { recordCalendarChange } from '../calendars/recordCalendarChange';
import { getCalendarView } from '../calendars/getCalendarView';
import type { CallOptions } from '../MigrationService';
import { assertUnchanged } from '../preconditions/assertUnchanged';
import { revisionOfCalendar } from '../preconditions/revisions';
import { checkCalendar } from './checkCalendar';

/** Sets when targets of a migration or a team may be released and published; the next tick obeys it. */
export async function setCalendar(
  { knex, auth, onChange }: CalendarContext,
  request: CalendarRequest & { subject: CalendarSubject },
  options: CallOptions,
): Promise<Calendar> {
  const { subject, calendar, dryRun } = request;
  if (calendar) {
    checkCalendar('body.calendar', calendar);
  }
  const setBy = actorOf(auth, options.credentials);
  const { view, changed } = await inTransaction(knex, async tx => {
    // a team has no row of its own to be held
    await holdFleet(tx);
    const before = await findCalendar(tx, subject);
    assertUnchanged(
      options,
      'the calendar',
      revisionOfCalendar(await getCalendarView(tx, subject)),
    );
    await storeCalendar({ tx, subject, calendar, setBy });
    const migrationIds = isSame(before, calendar)
      ? []
      : await recordCalendarChange({ tx, subject, calendar, actor: setBy });
    return {
      result: {
        view: await getCalendarView(tx, subject),
        changed: dryRun ? [] : migrationIds,
      },
      commits: !dryRun,
    };
  });
  changed.forEach(onChange);
  return view;
}

function isSame(
  before: { calendar: string } | undefined,
  calendar: RolloutCalendar | null,
): boolean {
  return before === undefined
    ? calendar === null
    : before.calendar === JSON.stringify(calendar);
}
