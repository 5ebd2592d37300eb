import type { EventDeliveryState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbEventDeliveryRow, DbEventRow } from '../../tables';

/** A delivery with what it tells; both are empty for a test. */
export type DeliveryWithEvent = DbEventDeliveryRow & {
  at: DbEventRow['at'] | null;
  kind: string | null;
  migration_id: string | null;
  target_id: string | null;
};

export interface ListEventDeliveryRowsOptions {
  subscriptionId: string;
  deliveryId?: string;
  states?: readonly EventDeliveryState[];
  limit: number;
  /** Id of the last delivery of the page before. */
  before?: number;
}

/** A page of the log of a subscription, newest first. */
export async function listEventDeliveryRows(
  knex: Knex,
  options: ListEventDeliveryRowsOptions,
): Promise<DeliveryWithEvent[]> {
  const { subscriptionId, deliveryId, states, limit, before } = options;
  return knex('event_deliveries')
    .leftJoin('events', 'events.id', 'event_deliveries.event_id')
    .where('event_deliveries.subscription_id', subscriptionId)
    .modify(query => {
      if (deliveryId !== undefined) {
        query.where('event_deliveries.id', deliveryId);
      }
      if (states !== undefined && states.length > 0) {
        query.whereIn('event_deliveries.state', [...states]);
      }
      if (before !== undefined) {
        query.where('event_deliveries.id', '<', before);
      }
    })
    .orderBy('event_deliveries.id', 'desc')
    .limit(limit)
    .select(
      'event_deliveries.*',
      'events.at',
      'events.kind',
      'events.migration_id',
      'events.target_id',
    );
}
