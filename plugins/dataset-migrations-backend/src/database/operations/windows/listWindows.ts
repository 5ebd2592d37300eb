import { SETTLED_TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';

/** Targets of a team that have the same window. */
export type WindowGroup = Pick<
  DbTargetRow,
  'owner_ref' | 'window_from' | 'window_until' | 'window_reason'
>;

/** The windows of the targets of a migration that are not settled, each team and window once. */
export async function listWindows(
  knex: Knex,
  migrationId: string,
): Promise<WindowGroup[]> {
  return knex<DbTargetRow>('targets')
    .where({ migration_id: migrationId })
    .whereNotIn('state', [...SETTLED_TARGET_STATES])
    .distinct('owner_ref', 'window_from', 'window_until', 'window_reason');
}
