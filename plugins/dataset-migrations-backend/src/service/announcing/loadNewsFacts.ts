import type { Knex } from 'knex';
import { listCoOwners } from '../../database/operations/owners/listCoOwners';
import type {
  DbDecisionRow,
  DbMigrationRow,
  DbTargetRow,
} from '../../database/tables';
import type { NewsFacts } from './planNotices';

/** What has to be known of migrations to say whom their news concern. */
export async function loadNewsFacts(
  knex: Knex,
  ids: readonly string[],
): Promise<Map<string, NewsFacts>> {
  if (ids.length === 0) {
    return new Map();
  }
  const migrations = await knex<DbMigrationRow>('migrations')
    .whereIn('id', ids)
    .select('id', 'owner_ref');
  const targets = await knex<DbTargetRow>('targets')
    .whereIn('migration_id', ids)
    .select('id', 'migration_id', 'owner_ref', 'conditions');
  const disputes: Array<
    Pick<DbDecisionRow, 'target_id' | 'proposed_owner_ref'>
  > = await knex('decisions')
    .join('targets', 'targets.id', 'decisions.target_id')
    .whereIn('targets.migration_id', ids)
    .where({ 'decisions.state': 'standing', 'decisions.kind': 'notOurs' })
    .select('decisions.target_id', 'decisions.proposed_owner_ref');
  const proposed = new Map(
    disputes.map(row => [row.target_id, row.proposed_owner_ref]),
  );
  const coOwners = await listCoOwners(knex, ids);
  return new Map(
    migrations.map(row => [
      row.id,
      {
        id: row.id,
        ownerRefs: [row.owner_ref, ...(coOwners.get(row.id) ?? [])],
        targets: targets
          .filter(target => target.migration_id === row.id)
          .map(({ id, owner_ref, conditions }) => ({
            id,
            ownerRef: owner_ref ?? undefined,
            conditions: JSON.parse(conditions),
            proposedOwnerRef: proposed.get(id) ?? undefined,
          })),
      },
    ]),
  );
}
