import type {
  ReaderPlace,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { lockMigration } from '../database/operations/migrations/lockMigration';
import { LIVE_REVERT_STATES } from '../database/operations/reverts/listLiveReverts';
import { moveTarget } from '../database/operations/targets/moveTarget';
import type { DbRevertRow, DbTargetRow } from '../database/tables';
import { databaseNow } from '../database/time';

/** What had let go of the old dataset. Who was let off, and what failed, reads on without anybody wondering. */
const MOVED: readonly TargetState[] = ['merged', 'noChanges'];

export interface QueueBackslidOptions {
  tx: Knex.Transaction;
  migrationId: string;
  places: readonly ReaderPlace[];
}

/**
 * Queues targets of a completed migration again that read the old dataset once more. What still reads while a migration
 * is completing was never moved: that is told, and left to people.
 */
export async function queueBackslid(
  options: QueueBackslidOptions,
): Promise<void> {
  const { tx, migrationId, places } = options;
  const migration = await lockMigration(tx, migrationId);
  if (migration?.state !== 'completed') {
    return;
  }
  const whereOf = new Map(
    places
      .filter(({ unknown }) => !unknown)
      .map(({ targetId, where }) => [targetId, where]),
  );
  const targets = await tx<DbTargetRow>('targets')
    .where({ migration_id: migrationId })
    .whereIn('state', MOVED)
    // what somebody wants undone is meant to read the old dataset again, also where people have to undo it by hand
    .whereNotExists(
      tx<DbRevertRow>('reverts')
        .select('reverts.number')
        .whereRaw('reverts.target_id = targets.id')
        .whereRaw('reverts.generation = targets.generation')
        .whereIn('reverts.state', [...LIVE_REVERT_STATES, 'needsHuman']),
    )
    .select('id', 'state', 'generation');
  for (const { id, state, generation } of targets) {
    const where = whereOf.get(id);
    if (where !== undefined) {
      await moveTarget({
        tx,
        targetId: id,
        from: state,
        to: 'queued',
        reason: `It reads the old dataset again: ${where}`,
        actor: 'skein',
        changes: {
          // a pull request that is over is never reused
          generation: state === 'merged' ? generation + 1 : generation,
          failure_count: 0,
          conditions: '[]',
          not_before: databaseNow(tx),
        },
      });
    }
  }
}
