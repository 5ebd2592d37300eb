import type { RevertState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbRevertRow } from '../../tables';
import { databaseNow } from '../../time';
import { recordEvent } from '../events/recordEvent';

export interface MoveRevertOptions {
  tx: Knex.Transaction;
  migrationId: string;
  targetId: string;
  number: number;
  from: RevertState;
  to: RevertState;
  /** Given by whoever holds the lease. */
  fence?: number;
  reason: string;
  actor: string;
}

/** Moves a revert on, ends its lease and writes its event; false if it is no longer what the caller saw. */
export async function moveRevert(options: MoveRevertOptions): Promise<boolean> {
  const { tx, migrationId, targetId, number, from, to, fence, reason, actor } =
    options;
  const moved = await tx<DbRevertRow>('reverts')
    .where({ target_id: targetId, number, state: from })
    .modify(query => {
      if (fence !== undefined) {
        query.where({ fence });
      }
    })
    .update({
      state: to,
      state_reason: reason,
      state_since: databaseNow(tx),
      lease_owner: null,
      lease_expires_at: null,
    });
  if (moved === 0) {
    return false;
  }
  await recordEvent({
    tx,
    migrationId,
    targetId,
    actor,
    kind: 'revertMoved',
    from,
    to,
    reason,
  });
  return true;
}
