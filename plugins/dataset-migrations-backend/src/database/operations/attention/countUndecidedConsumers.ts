import type { Knex } from 'knex';

/** How many consumers of each migration the catalog does not know, and are not taken in. */
export async function countUndecidedConsumers(
  knex: Knex,
  migrationIds: readonly string[],
): Promise<Map<string, number>> {
  const rows: Array<{ migration_id: string; count: number | string }> =
    await knex('consumers')
      .whereIn('migration_id', migrationIds)
      .where({ declared: false, included: false })
      .groupBy('migration_id')
      .select('migration_id')
      .count({ count: '*' });
  return new Map(
    rows.map(({ migration_id, count }) => [migration_id, Number(count)]),
  );
}
