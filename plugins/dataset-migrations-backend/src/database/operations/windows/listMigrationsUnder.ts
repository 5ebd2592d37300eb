import { SETTLED_TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { CalendarSubject } from './findCalendar';

/** More than this share no team. */
const MOST = 500;

/** The migrations that a calendar speaks of: its own, or those that are not over and have something of its team left. */
export async function listMigrationsUnder(
  knex: Knex,
  { scope, subject }: CalendarSubject,
): Promise<string[]> {
  if (scope === 'migration') {
    return [subject];
  }
  return knex('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .where('targets.owner_ref', subject)
    .whereNotIn('targets.state', [...SETTLED_TARGET_STATES])
    .whereIn('migrations.state', ['planned', 'running', 'paused'])
    .distinct('migrations.id')
    .orderBy('migrations.id')
    .limit(MOST)
    .pluck('migrations.id');
}
