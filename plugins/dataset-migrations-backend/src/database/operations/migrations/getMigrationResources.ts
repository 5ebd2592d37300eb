import type { Knex } from 'knex';
import type { MigrationResource } from '../../../permissions/resources';
import type { DbMigrationRow } from '../../tables';

/** What permission rules have to know of migrations, in the order of the ids; undefined where there is none. */
export async function getMigrationResources(
  knex: Knex,
  ids: readonly string[],
): Promise<Array<MigrationResource | undefined>> {
  const rows = await knex<DbMigrationRow>('migrations')
    .whereIn('id', ids)
    .select('id', 'owner_ref', 'created_by');
  const byId = new Map(rows.map(row => [row.id, row]));
  return ids.map(id => {
    const row = byId.get(id);
    return row && { id, ownerRef: row.owner_ref, createdBy: row.created_by };
  });
}
