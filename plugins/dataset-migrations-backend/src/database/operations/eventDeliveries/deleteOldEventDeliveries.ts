import type { Knex } from 'knex';
import type { DbEventDeliveryRow } from '../../tables';
import { nowPlus } from '../../time';

export interface DeleteOldEventDeliveriesOptions {
  knex: Knex;
  olderThanSeconds: number;
  /** So many at once; the rest is for the next time. */
  limit: number;
}

/** Deletes what was sent long ago, and what waits for as long for a subscription that is disabled. */
export async function deleteOldEventDeliveries(
  options: DeleteOldEventDeliveriesOptions,
): Promise<number> {
  const { knex, olderThanSeconds, limit } = options;
  const old = knex<DbEventDeliveryRow>('event_deliveries')
    .select('id')
    .where('created_at', '<', nowPlus(knex, -olderThanSeconds))
    // what is replayed now may be older than that
    .where('due_at', '<', nowPlus(knex, -olderThanSeconds))
    .orderBy('created_at')
    .limit(limit);
  return await knex<DbEventDeliveryRow>('event_deliveries')
    .whereIn('id', old)
    .delete();
}
