import type { Knex } from 'knex';
import { listCalendars } from '../../database/operations/windows/listCalendars';
import { listWindows } from '../../database/operations/windows/listWindows';
import { setWindow } from '../../database/operations/windows/setWindow';
import type { DbRolloutCalendarRow } from '../../database/tables';
import {
  readDatabaseClock,
  toDatabaseTime,
  toOptionalIso,
} from '../../database/time';
import { findWindow, type OwnedCalendar } from './findWindow';

export interface ApplyWindowsOptions {
  tx: Knex.Transaction;
  migrationId: string;
}

/** Writes to each target of a migration that is not settled when its calendars are open, where that has changed. */
export async function applyWindows(
  options: ApplyWindowsOptions,
): Promise<boolean> {
  const { tx, migrationId } = options;
  const calendars = await listCalendars(tx, migrationId);
  const groups = await listWindows(tx, migrationId);
  const now = await readDatabaseClock(tx);
  const written = new Set<string | null>();
  for (const group of groups) {
    const ownerRef = group.owner_ref;
    if (written.has(ownerRef)) {
      continue;
    }
    const { from, until, reason } = findWindow(
      calendarsOf(ownerRef, calendars),
      now,
    );
    const isSame =
      from?.toUTC().toISO() === toOptionalIso(group.window_from) &&
      until?.toUTC().toISO() === toOptionalIso(group.window_until);
    if (isSame) {
      continue;
    }
    written.add(ownerRef);
    await setWindow({
      tx,
      migrationId,
      ownerRef,
      window: {
        window_from: from ? toDatabaseTime(tx, from) : null,
        window_until: until ? toDatabaseTime(tx, until) : null,
        window_reason: reason ?? null,
      },
    });
  }
  return written.size > 0;
}

/** Those of the migration and of the team. */
export function calendarsOf(
  ownerRef: string | null,
  calendars: readonly DbRolloutCalendarRow[],
): OwnedCalendar[] {
  return calendars
    .filter(
      ({ scope, subject }) => scope === 'migration' || subject === ownerRef,
    )
    .map(({ scope, subject, calendar }) => ({
      owner: scope === 'migration' ? 'the migration' : subject,
      calendar: JSON.parse(calendar),
    }));
}
