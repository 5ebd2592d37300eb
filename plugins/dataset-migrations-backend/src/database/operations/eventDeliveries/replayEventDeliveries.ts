import type { Knex } from 'knex';
import type { DbEventDeliveryRow } from '../../tables';
import { databaseNow } from '../../time';

const CHUNK_SIZE = 500;

/** An attempt that is still on its way finds its delivery in another state, and counts for nothing. */
const anew = (tx: Knex.Transaction) => ({
  state: 'waiting' as const,
  due_at: databaseNow(tx),
  failure_count: 0,
  settled_at: null,
});

/** Sends one delivery of a subscription once more; undefined when there is none. */
export async function replayEventDelivery(
  tx: Knex.Transaction,
  { subscriptionId, id }: { subscriptionId: string; id: string },
): Promise<DbEventDeliveryRow | undefined> {
  const [row] = await tx<DbEventDeliveryRow>('event_deliveries')
    .where({ subscription_id: subscriptionId, id })
    .update(anew(tx))
    .returning('*');
  return row;
}

/** Sends the deliveries of events once more that were sent to a subscription before. */
export async function replayEventDeliveries(options: {
  tx: Knex.Transaction;
  subscriptionId: string;
  eventIds: ReadonlyArray<number | string>;
}): Promise<void> {
  const { tx, subscriptionId, eventIds } = options;
  for (let start = 0; start < eventIds.length; start += CHUNK_SIZE) {
    await tx<DbEventDeliveryRow>('event_deliveries')
      .where({ subscription_id: subscriptionId })
      .whereIn('event_id', eventIds.slice(start, start + CHUNK_SIZE))
      .update(anew(tx));
  }
}
