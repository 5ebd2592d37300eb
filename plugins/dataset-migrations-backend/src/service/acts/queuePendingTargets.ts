import type { Knex } from 'knex';
import { moveTargets } from '../../database/operations/targets/moveTargets';
import type { DbTargetRow } from '../../database/tables';

export interface QueuePendingTargetsOptions {
  tx: Knex.Transaction;
  migrationId: string;
  reason: string;
  actor: string;
}

/** Queues every target that no agent has tried, whatever its wave. */
export async function queuePendingTargets(
  options: QueuePendingTargetsOptions,
): Promise<void> {
  const { tx, migrationId, reason, actor } = options;
  const pending = await tx<DbTargetRow>('targets')
    .where({ migration_id: migrationId, state: 'pending' })
    .orderBy('id')
    .select('id');
  await moveTargets({
    tx,
    targetIds: pending.map(({ id }) => id),
    from: 'pending',
    to: 'queued',
    reason,
    actor,
  });
}
