import type { Knex } from 'knex';
import type { DbRevertRow } from '../../tables';
import { nowPlus } from '../../time';

export interface PostponeRevertOptions {
  tx: Knex.Transaction;
  targetId: string;
  number: number;
  fence: number;
  delaySeconds: number;
  reason: string;
  failureCount: number;
}

/** Gives a revert back until later. False, and nothing written, when the lease was taken over. */
export async function postponeRevert(
  options: PostponeRevertOptions,
): Promise<boolean> {
  const { tx, targetId, number, fence, delaySeconds, reason } = options;
  const postponed = await tx<DbRevertRow>('reverts')
    .where({ target_id: targetId, number, fence, state: 'waiting' })
    .update({
      not_before: nowPlus(tx, delaySeconds),
      state_reason: reason,
      failure_count: options.failureCount,
      lease_owner: null,
      lease_expires_at: null,
    });
  return postponed > 0;
}
