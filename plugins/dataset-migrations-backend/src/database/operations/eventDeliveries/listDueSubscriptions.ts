import type { Knex } from 'knex';
import type { DbEventDeliveryRow } from '../../tables';
import { databaseNow } from '../../time';

/** Active subscriptions to which something is to be sent by now. */
export async function listDueSubscriptions(knex: Knex): Promise<string[]> {
  const rows: Array<Pick<DbEventDeliveryRow, 'subscription_id'>> = await knex(
    'event_deliveries',
  )
    .join(
      'event_subscriptions',
      'event_subscriptions.id',
      'event_deliveries.subscription_id',
    )
    .where('event_subscriptions.state', 'active')
    .whereIn('event_deliveries.state', ['waiting', 'sending'])
    .where('event_deliveries.due_at', '<=', databaseNow(knex))
    .distinct('event_deliveries.subscription_id');
  return rows.map(row => row.subscription_id);
}
