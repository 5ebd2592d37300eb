import type { Knex } from 'knex';
import type { DbFleetRow } from '../../tables';
import { databaseNow } from '../../time';

export interface SwitchFleetOptions {
  tx: Knex.Transaction;
  stopped: boolean;
  reason?: string;
  actor: string;
}

/**
 * Stops or starts all work of all replicas. After it is committed nothing more is claimed. False, and nothing written,
 * when it is so already.
 */
export async function switchFleet(
  options: SwitchFleetOptions,
): Promise<boolean> {
  const { tx, stopped, reason, actor } = options;
  const switched = await tx<DbFleetRow>('fleet')
    .where({ id: 1, stopped: !stopped })
    .update({
      stopped,
      reason: reason ?? null,
      changed_by: actor,
      changed_at: databaseNow(tx),
      epoch: tx.raw<number>('epoch + 1'),
    });
  return switched > 0;
}
