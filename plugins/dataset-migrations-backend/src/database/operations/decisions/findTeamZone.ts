import type { Knex } from 'knex';
import type { RolloutCalendar } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbRolloutCalendarRow, DbTargetRow } from '../../tables';

/** Where the days of a target's team begin: as its calendar says, or else that of the migration, or else in UTC. */
export async function findTeamZone(
  knex: Knex,
  target: Pick<DbTargetRow, 'migration_id' | 'owner_ref'>,
): Promise<string> {
  const rows = await knex<DbRolloutCalendarRow>('rollout_calendars')
    .where({ scope: 'migration', subject: target.migration_id })
    .orWhere({ scope: 'team', subject: target.owner_ref ?? '' })
    .orderBy('scope', 'desc');
  const [calendar]: RolloutCalendar[] = rows.map(row =>
    JSON.parse(row.calendar),
  );
  return calendar?.timeZone ?? 'UTC';
}
