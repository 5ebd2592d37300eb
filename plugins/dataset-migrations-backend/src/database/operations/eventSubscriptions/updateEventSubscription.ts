import type { Knex } from 'knex';
import type { DbEventSubscriptionRow } from '../../tables';
import { databaseNow } from '../../time';

/** What people change of a subscription. */
export type EventSubscriptionChanges = Partial<
  Pick<
    DbEventSubscriptionRow,
    | 'title'
    | 'url'
    | 'kinds'
    | 'migration_id'
    | 'state'
    | 'state_reason'
    | 'secret_number'
    | 'secret_key_id'
    | 'old_secret_key_id'
    | 'failing_since'
    | 'failure_count'
    | 'notice'
  >
> & { old_secret_until?: Knex.Raw };

/** Changes a subscription, and keeps who did. */
export async function updateEventSubscription(options: {
  tx: Knex.Transaction;
  id: string;
  changes: EventSubscriptionChanges;
  actor: string;
}): Promise<DbEventSubscriptionRow> {
  const { tx, id, changes, actor } = options;
  const [row] = await tx<DbEventSubscriptionRow>('event_subscriptions')
    .where({ id })
    .update({
      ...(changes as Partial<DbEventSubscriptionRow>),
      changed_by: actor,
      changed_at: databaseNow(tx),
    })
    .returning('*');
  return row;
}
