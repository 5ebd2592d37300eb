import type { Knex } from 'knex';
import type { DbIdempotencyKeyRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';

/** Whoever has no answer after a day does not repeat the call any more. */
export const KEPT_SECONDS = 24 * 3600;

export interface KeepAnswerOptions
  extends Omit<DbIdempotencyKeyRow, 'answered_at'> {
  tx: Knex.Transaction;
}

/** Keeps what is answered to a call, and forgets old answers. False when another call with this key was faster: it has waited for that. */
export async function keepAnswer(options: KeepAnswerOptions): Promise<boolean> {
  const { tx, ...row } = options;
  await tx<DbIdempotencyKeyRow>('idempotency_keys')
    .where('answered_at', '<=', nowPlus(tx, -KEPT_SECONDS))
    .delete();
  const kept = await tx<DbIdempotencyKeyRow>('idempotency_keys')
    .insert({ ...row, answered_at: databaseNow(tx) })
    .onConflict(['actor', 'key'])
    .ignore()
    .returning('key');
  return kept.length > 0;
}
