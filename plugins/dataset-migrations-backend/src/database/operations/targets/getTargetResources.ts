import type { Knex } from 'knex';
import type { TargetResource } from '../../../permissions/resources';
import { listCoOwners } from '../owners/listCoOwners';

interface TargetOwnersRow {
  id: string;
  owner_ref: string | null;
  migration_id: string;
  migration_owner_ref: string;
  migration_created_by: string;
}

/** What permission rules have to know of targets, in the order of the ids; undefined where there is none. */
export async function getTargetResources(
  knex: Knex,
  ids: readonly string[],
): Promise<Array<TargetResource | undefined>> {
  const rows: TargetOwnersRow[] = await knex('targets')
    .join('migrations', 'migrations.id', 'targets.migration_id')
    .whereIn('targets.id', ids)
    .select(
      'targets.id as id',
      'targets.owner_ref as owner_ref',
      'migrations.id as migration_id',
      'migrations.owner_ref as migration_owner_ref',
      'migrations.created_by as migration_created_by',
    );
  const byId = new Map(rows.map(row => [row.id, row]));
  const coOwners = await listCoOwners(knex, [
    ...new Set(rows.map(row => row.migration_id)),
  ]);
  return ids.map(id => {
    const row = byId.get(id);
    return (
      row && {
        id,
        ownerRef: row.owner_ref ?? undefined,
        migration: {
          id: row.migration_id,
          ownerRef: row.migration_owner_ref,
          coOwnerRefs: coOwners.get(row.migration_id) ?? [],
          createdBy: row.migration_created_by,
        },
      }
    );
  });
}
