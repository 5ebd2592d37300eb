import type { Knex } from 'knex';
import type { DbApprovalRow, DbMigrationRow } from '../../tables';

/** What waits or was approved for the plan and the contract of a migration as they stand, oldest first. */
export async function listStandingApprovals(
  knex: Knex,
  migration: Pick<DbMigrationRow, 'id' | 'contract_version' | 'plan_hash'>,
): Promise<DbApprovalRow[]> {
  return knex<DbApprovalRow>('approvals')
    .where({
      migration_id: migration.id,
      contract_version: migration.contract_version,
      plan_hash: migration.plan_hash ?? '',
    })
    .whereIn('state', ['waiting', 'approved'])
    .orderBy([{ column: 'requested_at' }, { column: 'id' }]);
}
