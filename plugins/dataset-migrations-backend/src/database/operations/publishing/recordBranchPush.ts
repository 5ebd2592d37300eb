import type { Knex } from 'knex';
import type { DbBranchPushRow, DbTargetRow } from '../../tables';
import { databaseNow } from '../../time';

export interface RecordBranchPushOptions {
  tx: Knex.Transaction;
  targetId: string;
  generation: number;
  fence: number;
  sha: string;
}

/**
 * Writes down a commit before it is pushed, so that it is known as ours whatever becomes of the worker.
 * False, and nothing written, when the lease was taken over.
 */
export async function recordBranchPush(
  options: RecordBranchPushOptions,
): Promise<boolean> {
  const { tx, targetId, generation, fence, sha } = options;
  const held = await tx<DbTargetRow>('targets')
    .where({ id: targetId, fence, state: 'publishing' })
    .forKeyShare()
    .first('id');
  if (!held) {
    return false;
  }
  await tx<DbBranchPushRow>('branch_pushes')
    .insert({
      target_id: targetId,
      generation,
      sha,
      pushed_at: databaseNow(tx),
    })
    .onConflict(['target_id', 'generation', 'sha'])
    .ignore();
  return true;
}
