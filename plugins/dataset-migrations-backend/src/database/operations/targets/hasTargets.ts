import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';

/** True when a migration has something to move. */
export async function hasTargets(
  knex: Knex,
  migrationId: string,
): Promise<boolean> {
  const first = await knex<DbTargetRow>('targets')
    .where({ migration_id: migrationId })
    .first('id');
  return first !== undefined;
}
