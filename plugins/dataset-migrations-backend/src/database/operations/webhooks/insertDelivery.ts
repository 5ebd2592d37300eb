import type { WebhookDelivery } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { DbWebhookDeliveryRow } from '../../tables';
import { databaseNow } from '../../time';

export interface InsertDeliveryOptions {
  knex: Knex;
  hostId: string;
  deliveryId: string;
  event: string;
  /** What is to be looked at; a delivery without it is only kept, so that it counts once. */
  about?: Pick<WebhookDelivery, 'pullRequest' | 'commit'>;
}

/** Stores a delivery to be worked on. False when it was stored before. */
export async function insertDelivery(
  options: InsertDeliveryOptions,
): Promise<boolean> {
  const { knex, hostId, deliveryId, event, about } = options;
  const inserted = await knex<DbWebhookDeliveryRow>('webhook_deliveries')
    .insert({
      host_id: hostId,
      delivery_id: deliveryId,
      event,
      received_at: databaseNow(knex),
      about: about === undefined ? null : JSON.stringify(about),
      due_at: about === undefined ? null : databaseNow(knex),
    })
    .onConflict(['host_id', 'delivery_id'])
    .ignore()
    .returning('id');
  return inserted.length > 0;
}
