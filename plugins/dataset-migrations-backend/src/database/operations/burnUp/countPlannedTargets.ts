import type { Knex } from 'knex';

/** How many targets a migration had before anybody came late. */
export async function countPlannedTargets(
  knex: Knex,
  migrationId: string,
): Promise<number> {
  const [{ count }]: Array<{ count: number | string }> = await knex('targets')
    .where({ migration_id: migrationId, late: false })
    .count({ count: '*' });
  return Number(count);
}
