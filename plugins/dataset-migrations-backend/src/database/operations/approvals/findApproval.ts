import type { Knex } from 'knex';
import type { DbApprovalRow } from '../../tables';

/** What somebody has asked a second person for, whatever became of it. */
export async function findApproval(
  knex: Knex,
  id: string,
): Promise<DbApprovalRow | undefined> {
  return knex<DbApprovalRow>('approvals').where({ id }).first();
}
