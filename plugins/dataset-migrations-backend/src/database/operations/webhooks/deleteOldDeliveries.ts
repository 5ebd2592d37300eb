import type { Knex } from 'knex';
import type { DbWebhookDeliveryRow } from '../../tables';
import { nowPlus } from '../../time';

export interface DeleteOldDeliveriesOptions {
  knex: Knex;
  olderThanSeconds: number;
  /** So many at once; the rest is for the next time. */
  limit: number;
}

/** Deletes deliveries that no host sends again any more. Gives how many. */
export async function deleteOldDeliveries(
  options: DeleteOldDeliveriesOptions,
): Promise<number> {
  const { knex, olderThanSeconds, limit } = options;
  const old = knex<DbWebhookDeliveryRow>('webhook_deliveries')
    .select('id')
    .where('received_at', '<', nowPlus(knex, -olderThanSeconds))
    .whereNull('due_at')
    .orderBy('received_at')
    .limit(limit);
  return await knex<DbWebhookDeliveryRow>('webhook_deliveries')
    .whereIn('id', old)
    .delete();
}
