import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { nowPlus } from '../../time';
import { recordEvent } from '../events/recordEvent';

export interface PostponePublicationOptions {
  tx: Knex.Transaction;
  targetId: string;
  fence: number;
  delaySeconds: number;
  reason: string;
  failureCount: number;
  conditions: string;
}

/**
 * Gives a publication back until later; the state stays. The same reason is written to the history once.
 * False, and nothing written, when the lease was taken over.
 */
export async function postponePublication(
  options: PostponePublicationOptions,
): Promise<boolean> {
  const { tx, targetId, fence, delaySeconds, reason } = options;
  const before = await tx<DbTargetRow>('targets')
    .where({ id: targetId, fence, state: 'publishing' })
    .first('migration_id', 'state_reason');
  const postponed = await tx<DbTargetRow>('targets')
    .where({ id: targetId, fence, state: 'publishing' })
    .update({
      not_before: nowPlus(tx, delaySeconds),
      state_reason: reason,
      failure_count: options.failureCount,
      conditions: options.conditions,
      lease_owner: null,
      lease_expires_at: null,
    });
  if (!before || postponed === 0) {
    return false;
  }
  if (before.state_reason !== reason) {
    await recordEvent({
      tx,
      migrationId: before.migration_id,
      targetId,
      actor: 'skein',
      kind: 'publicationPostponed',
      reason,
    });
  }
  return true;
}
