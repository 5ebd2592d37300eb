import type { Knex } from 'knex';
import type { DbWebhookDeliveryRow } from '../../tables';

/** A delivery is done with: what it spoke of is looked at, or it is given up with the reason. */
export async function settleDelivery(options: {
  tx: Knex.Transaction;
  id: DbWebhookDeliveryRow['id'];
  error?: string;
}): Promise<void> {
  const { tx, id, error } = options;
  await tx<DbWebhookDeliveryRow>('webhook_deliveries')
    .where({ id })
    .update({ due_at: null, error: error ?? null });
}
