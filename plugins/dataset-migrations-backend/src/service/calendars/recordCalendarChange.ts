import type { RolloutCalendar } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { recordEvents } from '../../database/operations/events/recordEvents';
import type { CalendarSubject } from '../../database/operations/windows/findCalendar';
import { listMigrationsUnder } from '../../database/operations/windows/listMigrationsUnder';

export interface RecordCalendarChangeOptions {
  tx: Knex.Transaction;
  subject: CalendarSubject;
  /** Null for none. */
  calendar: RolloutCalendar | null;
  actor: string;
}

/** Writes to the history of each migration that a calendar speaks of that it was changed. Gives those migrations. */
export async function recordCalendarChange(
  options: RecordCalendarChangeOptions,
): Promise<string[]> {
  const { tx, subject, calendar, actor } = options;
  const migrationIds = await listMigrationsUnder(tx, subject);
  const whose =
    subject.scope === 'migration'
      ? 'The calendar of the migration'
      : `The calendar of ${subject.subject}`;
  const reason =
    calendar === null
      ? `${whose} was taken away`
      : `${whose} was set: ${describeCalendar(calendar)}`;
  await recordEvents(
    migrationIds.map(migrationId => ({
      tx,
      migrationId,
      actor,
      kind: 'calendarChanged',
      reason,
    })),
  );
  return migrationIds;
}

function describeCalendar({
  timeZone,
  hours = [],
  freezes = [],
}: RolloutCalendar): string {
  const spans = hours.map(
    ({ days, from, until }) => `${days.join(', ')} ${from} to ${until}`,
  );
  const frozen = freezes.map(
    ({ from, until, reason }) =>
      `closed from ${from} until ${until}${reason ? ` (${reason})` : ''}`,
  );
  return [spans.join('; ') || 'always', ...frozen, timeZone].join('; ');
}
