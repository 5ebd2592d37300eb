import type { Knex } from 'knex';
import type { DbEventSubscriptionRow } from '../../tables';

/** More would send each event more often than anybody reads it. */
export const MOST_EVENT_SUBSCRIPTIONS = 100;

/** All subscriptions, oldest first. */
export async function listEventSubscriptionRows(
  knex: Knex,
): Promise<DbEventSubscriptionRow[]> {
  return knex<DbEventSubscriptionRow>('event_subscriptions').orderBy([
    'created_at',
    'id',
  ]);
}
