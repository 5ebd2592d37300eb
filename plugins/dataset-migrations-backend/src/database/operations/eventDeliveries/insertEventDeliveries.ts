import type { Knex } from 'knex';
import type { DbEventDeliveryRow } from '../../tables';
import { databaseNow } from '../../time';
import type { WantedEvent } from '../eventSubscriptions/listWantedBy';

const CHUNK_SIZE = 100;

/** Means to send events to subscriptions, as soon as may be; what is there already stays as it is. */
export async function insertEventDeliveries(
  tx: Knex.Transaction,
  wanted: readonly WantedEvent[],
): Promise<void> {
  for (let start = 0; start < wanted.length; start += CHUNK_SIZE) {
    await tx<DbEventDeliveryRow>('event_deliveries')
      .insert(
        wanted
          .slice(start, start + CHUNK_SIZE)
          .map(({ subscriptionId, event }) => ({
            subscription_id: subscriptionId,
            event_id: event.id,
            sequence: event.sequence ?? 0,
            subject: event.target_id ?? event.migration_id,
            state: 'waiting' as const,
            due_at: databaseNow(tx),
            created_at: databaseNow(tx),
          })),
      )
      .onConflict()
      .ignore();
  }
}
