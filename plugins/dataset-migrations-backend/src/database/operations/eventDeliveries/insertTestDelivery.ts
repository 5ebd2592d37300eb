import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DbEventDeliveryRow } from '../../tables';
import { databaseNow } from '../../time';

/** Means to send an event that says nothing; it waits for no other one. */
export async function insertTestDelivery(
  tx: Knex.Transaction,
  subscriptionId: string,
): Promise<DbEventDeliveryRow> {
  const [row] = await tx<DbEventDeliveryRow>('event_deliveries')
    .insert({
      subscription_id: subscriptionId,
      event_id: null,
      sequence: 0,
      subject: `test-${randomUUID()}`,
      state: 'waiting',
      due_at: databaseNow(tx),
      created_at: databaseNow(tx),
    })
    .returning('*');
  return row;
}
