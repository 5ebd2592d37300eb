import type { Knex } from 'knex';
import { lockTargets } from '../../database/operations/targets/lockTargets';
import { moveTarget } from '../../database/operations/targets/moveTarget';

export interface QueuePendingTargetsOptions {
  tx: Knex.Transaction;
  migrationId: string;
  reason: string;
  actor: string;
}

/** Queues every target that no agent has tried. */
export async function queuePendingTargets(
  options: QueuePendingTargetsOptions,
): Promise<void> {
  const { tx, migrationId, reason, actor } = options;
  for (const { id } of await lockTargets({
    tx,
    migrationId,
    states: ['pending'],
  })) {
    await moveTarget({
      tx,
      targetId: id,
      from: 'pending',
      to: 'queued',
      reason,
      actor,
    });
  }
}
