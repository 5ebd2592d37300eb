import type { Knex } from 'knex';
import type { DbBranchPushRow, DbRevertRow } from '../../tables';
import { databaseNow } from '../../time';
import { revertGeneration } from './revertGeneration';

export interface RecordRevertPushOptions {
  tx: Knex.Transaction;
  targetId: string;
  number: number;
  fence: number;
  sha: string;
}

/** As `recordBranchPush` for a revert. False, and nothing written, when the lease was taken over. */
export async function recordRevertPush(
  options: RecordRevertPushOptions,
): Promise<boolean> {
  const { tx, targetId, number, fence, sha } = options;
  const held = await tx<DbRevertRow>('reverts')
    .where({ target_id: targetId, number, fence, state: 'waiting' })
    .forKeyShare()
    .first('number');
  if (!held) {
    return false;
  }
  await tx<DbBranchPushRow>('branch_pushes')
    .insert({
      target_id: targetId,
      generation: revertGeneration(number),
      sha,
      pushed_at: databaseNow(tx),
    })
    .onConflict(['target_id', 'generation', 'sha'])
    .ignore();
  return true;
}
