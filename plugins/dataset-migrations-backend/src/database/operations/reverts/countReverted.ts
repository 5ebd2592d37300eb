import type { Knex } from 'knex';

/** How many targets of a migration somebody has asked to revert, whatever came of it. */
export async function countReverted(
  knex: Knex,
  migrationId: string,
): Promise<number> {
  const [{ count }] = await knex('reverts')
    .join('targets', 'targets.id', 'reverts.target_id')
    .where({ 'targets.migration_id': migrationId })
    .countDistinct({ count: 'reverts.target_id' });
  return Number(count);
}
