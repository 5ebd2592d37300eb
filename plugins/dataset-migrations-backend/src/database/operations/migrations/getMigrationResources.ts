import type { Knex } from 'knex';
import type { MigrationResource } from '../../../permissions/resources';
import type { DbMigrationRow } from '../../tables';
import { listCoOwners } from '../owners/listCoOwners';

/** What permission rules have to know of migrations, in the order of the ids; undefined where there is none. */
export async function getMigrationResources(
  knex: Knex,
  ids: readonly string[],
): Promise<Array<MigrationResource | undefined>> {
  const rows = await knex<DbMigrationRow>('migrations')
    .whereIn('id', ids)
    .select('id', 'owner_ref', 'created_by');
  const byId = new Map(rows.map(row => [row.id, row]));
  const coOwners = await listCoOwners(knex, [...byId.keys()]);
  return ids.map(id => {
    const row = byId.get(id);
    return (
      row && {
        id,
        ownerRef: row.owner_ref,
        coOwnerRefs: coOwners.get(id) ?? [],
        createdBy: row.created_by,
      }
    );
  });
}
