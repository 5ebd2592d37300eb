import type { Knex } from 'knex';
import type { DbWebhookDeliveryRow } from '../../tables';
import { databaseNow } from '../../time';

/** Stores a delivery. False when it was stored before. */
export async function insertWebhookDelivery(options: {
  tx: Knex.Transaction;
  hostId: string;
  deliveryId: string;
  event: string;
}): Promise<boolean> {
  const { tx, hostId, deliveryId, event } = options;
  const inserted = await tx<DbWebhookDeliveryRow>('webhook_deliveries')
    .insert({
      host_id: hostId,
      delivery_id: deliveryId,
      event,
      received_at: databaseNow(tx),
    })
    .onConflict(['host_id', 'delivery_id'])
    .ignore()
    .returning('id');
  return inserted.length > 0;
}
