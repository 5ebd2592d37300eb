import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { assertTargetTransition } from '../../../states/assertTransition';
import type { DbEventRow, DbTargetRow } from '../../tables';
import { databaseNow } from '../../time';

/** Rows for one statement: SQLite takes no more than 32,766 values. */
const CHUNK_SIZE = 500;

export interface MoveTargetsOptions {
  tx: Knex.Transaction;
  targetIds: readonly string[];
  from: TargetState;
  to: TargetState;
  reason: string;
  actor: string;
}

/**
 * As `moveTarget` for many targets that nobody has a lease on: each that is still what the caller saw moves and gets
 * its event; the others are left as they are.
 *
 * @returns how many have moved
 */
export async function moveTargets(
  options: MoveTargetsOptions,
): Promise<number> {
  const { tx, targetIds, from, to, reason, actor } = options;
  assertTargetTransition(from, to);
  let count = 0;
  for (let start = 0; start < targetIds.length; start += CHUNK_SIZE) {
    const moved = await tx<DbTargetRow>('targets')
      .whereIn('id', targetIds.slice(start, start + CHUNK_SIZE))
      .where({ state: from })
      .update({
        state: to,
        state_reason: reason,
        state_since: databaseNow(tx),
        lease_owner: null,
        lease_expires_at: null,
      })
      .returning(['id', 'migration_id']);
    if (moved.length > 0) {
      await tx<DbEventRow>('events').insert(
        moved.map(target => ({
          migration_id: target.migration_id,
          target_id: target.id,
          at: databaseNow(tx),
          actor,
          kind: 'targetMoved',
          from_state: from,
          to_state: to,
          reason,
        })),
      );
    }
    count += moved.length;
  }
  return count;
}
