import type { Knex } from 'knex';
import type { DbRolloutCalendarRow } from '../../tables';

/** The calendars of a migration and of all teams that own targets of it. */
export async function listCalendars(
  knex: Knex,
  migrationId: string,
): Promise<DbRolloutCalendarRow[]> {
  return knex<DbRolloutCalendarRow>('rollout_calendars')
    .where({ scope: 'migration', subject: migrationId })
    .orWhere(team =>
      team
        .where({ scope: 'team' })
        .whereIn(
          'subject',
          knex('targets')
            .where({ migration_id: migrationId })
            .whereNotNull('owner_ref')
            .select('owner_ref'),
        ),
    );
}
