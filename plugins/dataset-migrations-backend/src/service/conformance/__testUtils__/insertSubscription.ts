import type { Knex } from 'knex';
import type {
  DbEventDeliveryRow,
  DbEventRow,
  DbEventSubscriptionRow,
} from '../../../database/tables';
import { databaseNow } from '../../../database/time';
import type { SampleIds } from './SampleCall';

/** A subscription to events to which one has arrived; gives the id of its delivery, which the database counts. */
export async function insertSubscription(
  knex: Knex,
  { migrationId, subscriptionId }: Omit<SampleIds, 'deliveryId'>,
): Promise<string> {
  const event = await knex<DbEventRow>('events')
    .where({ migration_id: migrationId })
    .first('id');
  await knex<DbEventSubscriptionRow>('event_subscriptions').insert(
    toSampleSubscription(knex, subscriptionId),
  );
  const [{ id }] = await knex<DbEventDeliveryRow>('event_deliveries')
    .insert({
      subscription_id: subscriptionId,
      event_id: event?.id,
      sequence: 0,
      subject: migrationId,
      state: 'delivered',
      due_at: databaseNow(knex),
      attempt_count: 1,
      status: 204,
      duration_ms: 12,
      created_at: databaseNow(knex),
      settled_at: databaseNow(knex),
    })
    .returning('id');
  return String(id);
}

/** A subscription as it stands in the database. */
export function toSampleSubscription(knex: Knex, id: string) {
  return {
    id,
    title: 'Tickets',
    url: 'https://hooks.example/skein',
    kinds: '[]',
    state: 'active' as const,
    secret_number: 1,
    secret_key_id: '0'.repeat(16),
    created_by: 'user:default/olga',
    created_at: databaseNow(knex),
    changed_by: 'user:default/olga',
    changed_at: databaseNow(knex),
  };
}
