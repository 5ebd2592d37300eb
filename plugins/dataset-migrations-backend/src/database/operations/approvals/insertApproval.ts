import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { DbApprovalRow } from '../../tables';
import { databaseNow } from '../../time';

export interface InsertApprovalOptions {
  tx: Knex.Transaction;
  approval: Pick<
    DbApprovalRow,
    | 'migration_id'
    | 'act'
    | 'subject'
    | 'description'
    | 'contract_version'
    | 'plan_hash'
    | 'target_count'
    | 'reason'
    | 'requested_by'
  >;
}

/** Notes what a second person has to approve. The migration is held by the caller, so that nobody notes the same meanwhile. */
export async function insertApproval(
  options: InsertApprovalOptions,
): Promise<void> {
  const { tx, approval } = options;
  await tx<DbApprovalRow>('approvals').insert({
    ...approval,
    id: randomUUID(),
    state: 'waiting',
    requested_at: databaseNow(tx),
  });
}
