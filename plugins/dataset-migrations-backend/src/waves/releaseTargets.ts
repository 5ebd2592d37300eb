import type { Knex } from 'knex';
import { moveTargets } from '../database/operations/targets/moveTargets';
import { listReleasableTargets } from '../database/operations/waves/listReleasableTargets';

const PORTION = 500;

export interface ReleaseTargetsOptions {
  tx: Knex.Transaction;
  migrationId: string;
  reason: string;
  actor: string;
}

/**
 * Queues every target whose wave is under way. Released twice at once, each target is queued once.
 *
 * @returns how many were queued
 */
export async function releaseTargets(
  options: ReleaseTargetsOptions,
): Promise<number> {
  const { tx, migrationId, reason, actor } = options;
  let count = 0;
  for (;;) {
    const targetIds = await listReleasableTargets({
      tx,
      migrationId,
      limit: PORTION,
    });
    const moved = await moveTargets({
      tx,
      targetIds,
      from: 'pending',
      to: 'queued',
      reason,
      actor,
    });
    count += moved;
    if (moved < PORTION) {
      return count;
    }
  }
}
