import type { Knex } from 'knex';
import type { DbMigrationCoOwnerRow } from '../../tables';

/** Who runs migrations beside their owners, by migration; those without are left out. */
export async function listCoOwners(
  knex: Knex,
  migrationIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await knex<DbMigrationCoOwnerRow>('migration_co_owners')
    .whereIn('migration_id', migrationIds)
    .orderBy('owner_ref')
    .select('migration_id', 'owner_ref');
  const coOwners = new Map<string, string[]>();
  for (const { migration_id: id, owner_ref: ref } of rows) {
    coOwners.set(id, [...(coOwners.get(id) ?? []), ref]);
  }
  return coOwners;
}
