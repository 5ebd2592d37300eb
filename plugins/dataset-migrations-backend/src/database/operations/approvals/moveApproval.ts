import type { Knex } from 'knex';
import type { DbApprovalRow } from '../../tables';
import { databaseNow } from '../../time';

export interface MoveApprovalOptions {
  tx: Knex.Transaction;
  id: string;
  from: DbApprovalRow['state'];
  to: DbApprovalRow['state'];
  /** Who has decided so; who decided before stays when it is left out. */
  decidedBy?: string;
}

/** Moves an approval on; false if it is no longer in the state that the caller saw. */
export async function moveApproval(
  options: MoveApprovalOptions,
): Promise<boolean> {
  const { tx, id, from, to, decidedBy } = options;
  const moved = await tx<DbApprovalRow>('approvals')
    .where({ id, state: from })
    .update({
      state: to,
      ...(decidedBy !== undefined && {
        decided_by: decidedBy,
        decided_at: databaseNow(tx),
      }),
    });
  return moved > 0;
}
