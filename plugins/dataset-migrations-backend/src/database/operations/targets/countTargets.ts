import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';

/** How many targets a migration has, whatever became of them. */
export async function countTargets(
  knex: Knex,
  migrationId: string,
): Promise<number> {
  const [{ count }] = await knex<DbTargetRow>('targets')
    .where({ migration_id: migrationId })
    .count({ count: '*' });
  return Number(count);
}
