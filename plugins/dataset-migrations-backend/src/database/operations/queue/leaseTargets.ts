import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { databaseNow, nowPlus, skipLocked } from '../../time';
import { recordEvents } from '../events/recordEvents';

export interface LeaseTargetsOptions {
  tx: Knex.Transaction;
  targetIds: string[];
  worker: string;
  leaseSeconds: number;
}

/**
 * Leases queued targets to a worker; those that somebody else has moved or holds are left out. Their fence goes up, so
 * whoever held one before can write nothing more.
 */
export async function leaseTargets(
  options: LeaseTargetsOptions,
): Promise<DbTargetRow[]> {
  const { tx, targetIds, worker, leaseSeconds } = options;
  if (targetIds.length === 0) {
    return [];
  }
  const free = tx<DbTargetRow>('targets')
    .select('id')
    .whereIn('id', targetIds)
    .where('state', 'queued')
    .modify(skipLocked);
  const leased = await tx<DbTargetRow>('targets')
    .whereIn('id', free)
    .where('state', 'queued')
    .update({
      state: 'running',
      state_reason: null,
      state_since: databaseNow(tx),
      lease_owner: worker,
      lease_expires_at: nowPlus(tx, leaseSeconds),
      fence: tx.raw<number>('fence + 1'),
      attempt_count: tx.raw<number>('attempt_count + 1'),
    })
    .returning('*');
  await recordEvents(
    leased.map(target => ({
      tx,
      migrationId: target.migration_id,
      targetId: target.id,
      actor: 'skein',
      kind: 'targetMoved',
      from: 'queued',
      to: 'running',
    })),
  );
  return leased;
}
