import type { Knex } from 'knex';
import { moveTargets } from '../database/operations/targets/moveTargets';
import type { DbTargetRow } from '../database/tables';

export interface RecallTargetsOptions {
  tx: Knex.Transaction;
  migrationId: string;
  waves: readonly number[];
  reason: string;
  actor: string;
}

/** Takes what no agent holds of some waves out of the queue. What has begun comes to its end; what it proposes waits. */
export async function recallTargets(
  options: RecallTargetsOptions,
): Promise<void> {
  const { tx, migrationId, waves, reason, actor } = options;
  const rows = await tx<DbTargetRow>('targets')
    .where({ migration_id: migrationId, state: 'queued' })
    .whereIn('wave', waves)
    .orderBy('id')
    .select('id');
  await moveTargets({
    tx,
    targetIds: rows.map(({ id }) => id),
    from: 'queued',
    to: 'pending',
    reason,
    actor,
  });
}
