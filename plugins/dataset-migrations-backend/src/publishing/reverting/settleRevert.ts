import type { Knex } from 'knex';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import {
  moveRevert,
  type MoveRevertOptions,
} from '../../database/operations/reverts/moveRevert';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import type {
  DbMigrationRow,
  DbRevertRow,
  DbTargetRow,
} from '../../database/tables';

/**
 * Records that what was merged is undone: its target is reverted, unless it went on meanwhile, and its migration is not
 * over any more. The migration and the target are held by the caller. False when somebody else was faster.
 */
export async function settleRevert(
  options: Omit<MoveRevertOptions, 'to'>,
): Promise<boolean> {
  const { tx, migrationId, targetId, number, reason, actor } = options;
  if (!(await moveRevert({ ...options, to: 'done' }))) {
    return false;
  }
  const revert = await tx<DbRevertRow>('reverts')
    .where({ target_id: targetId, number })
    .first('generation');
  const target = await tx<DbTargetRow>('targets')
    .where({ id: targetId })
    .first('state', 'generation');
  if (target?.state === 'merged' && target.generation === revert?.generation) {
    await moveTarget({
      tx,
      targetId,
      from: 'merged',
      to: 'reverted',
      reason,
      actor,
      changes: { conditions: '[]' },
    });
    await reopen(tx, migrationId, actor);
  }
  return true;
}

/** Somebody reads the old dataset again: what was seen of readers belongs to the time before. */
async function reopen(
  tx: Knex.Transaction,
  migrationId: string,
  actor: string,
): Promise<void> {
  const over = await tx<DbMigrationRow>('migrations')
    .where({ id: migrationId })
    .whereIn('state', ['completing', 'completed'])
    .update({ readers: null, readers_look_at: null })
    .returning('state');
  if (over[0]?.state === 'completed') {
    await moveMigration({
      tx,
      migrationId,
      from: 'completed',
      to: 'running',
      reason: 'A target was reverted',
      actor,
    });
  }
}
