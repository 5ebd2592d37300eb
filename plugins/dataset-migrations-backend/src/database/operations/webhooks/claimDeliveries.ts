import type { Knex } from 'knex';
import type { DbWebhookDeliveryRow } from '../../tables';
import { databaseNow, nowPlus, skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';

export interface ClaimDeliveriesOptions {
  tx: Knex.Transaction;
  limit: number;
  /** When one is due again that nobody settles, since its worker was lost. */
  againSeconds: number;
}

/** Takes deliveries that are due, oldest first, and puts them off, so that no other replica takes them meanwhile. */
export async function claimDeliveries(
  options: ClaimDeliveriesOptions,
): Promise<DbWebhookDeliveryRow[]> {
  const { tx, limit, againSeconds } = options;
  const due = tx<DbWebhookDeliveryRow>('webhook_deliveries')
    .select('id')
    .where('due_at', '<=', databaseNow(tx))
    .orderBy(['due_at', 'id'])
    .limit(limit)
    .modify(skipLocked);
  return await tx<DbWebhookDeliveryRow>('webhook_deliveries')
    .modify(query => whereTaken(query, tx, due))
    .where('due_at', '<=', databaseNow(tx))
    .update({
      due_at: nowPlus(tx, againSeconds),
      attempt_count: tx.raw<number>('attempt_count + 1'),
    })
    .returning('*');
}
