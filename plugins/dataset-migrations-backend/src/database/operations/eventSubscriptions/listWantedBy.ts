import type { Knex } from 'knex';
import type { DbEventRow, DbEventSubscriptionRow } from '../../tables';

/** An event that a subscription is to be sent. */
export interface WantedEvent {
  subscriptionId: string;
  event: DbEventRow;
}

/** Which events which subscriptions that are active want, in the order of the events. */
export async function listWantedBy(
  tx: Knex.Transaction,
  events: readonly DbEventRow[],
): Promise<WantedEvent[]> {
  const subscriptions = await tx<DbEventSubscriptionRow>('event_subscriptions')
    .where({ state: 'active' })
    .select('id', 'kinds', 'migration_id');
  const wants = subscriptions.map(subscription => ({
    id: subscription.id,
    wants: wantsOf(subscription),
  }));
  return events.flatMap(event =>
    wants
      .filter(subscription => subscription.wants(event))
      .map(({ id }) => ({ subscriptionId: id, event })),
  );
}

/** What a subscription wants. */
export function wantsOf(
  subscription: Pick<DbEventSubscriptionRow, 'kinds' | 'migration_id'>,
): (event: Pick<DbEventRow, 'kind' | 'migration_id'>) => boolean {
  const kinds = new Set<string>(JSON.parse(subscription.kinds));
  const { migration_id: migrationId } = subscription;
  return event =>
    (kinds.size === 0 || kinds.has(event.kind)) &&
    (migrationId === null || migrationId === event.migration_id);
}
