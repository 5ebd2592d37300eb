import type { Knex } from 'knex';
import type { DbAttemptRow, DbModelRequestRow } from '../../tables';
import { databaseNow } from '../../time';

export interface LoseModelRequestsOptions {
  tx: Knex.Transaction;
  targetId: string;
  fence: number;
}

/** Closes what an attempt that is over has left reserved; it stays spent, since the provider may well have answered. */
export async function loseModelRequests(
  options: LoseModelRequestsOptions,
): Promise<void> {
  const { tx, targetId, fence } = options;
  await tx<DbModelRequestRow>('model_requests')
    .whereIn(
      'attempt_id',
      tx<DbAttemptRow>('attempts')
        .where({ target_id: targetId, fence })
        .select('id'),
    )
    .where({ state: 'reserved' })
    .update({ state: 'lost', closed_at: databaseNow(tx) });
}
