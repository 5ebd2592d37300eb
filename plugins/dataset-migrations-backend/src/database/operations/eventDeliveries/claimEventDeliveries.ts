import type { Knex } from 'knex';
import type { DbEventDeliveryRow, DbEventSubscriptionRow } from '../../tables';
import { databaseNow, lockRows, nowPlus } from '../../time';
import { whereTaken } from '../../whereTaken';

export interface ClaimEventDeliveriesOptions {
  tx: Knex.Transaction;
  subscriptionId: string;
  /** How many may be on their way at once; fewer where nothing has arrived for a while. */
  mostAtOnce: number;
  /** When one is due again that nobody settles, since its worker was lost. */
  againSeconds: number;
}

/** What is claimed, with where it is to be sent. */
export interface ClaimedEventDeliveries {
  subscription: DbEventSubscriptionRow;
  deliveries: DbEventDeliveryRow[];
}

/** After so many failures in a row one at a time finds out whether a receiver is back. */
const FAILURES_UNTIL_CAREFUL = 5;

/**
 * Takes what is due for one subscription, under its row. Of a subject only the oldest that has not arrived is taken, so
 * that a receiver hears of each target in order; one that is given up lets the next ones go. Nothing when the
 * subscription is disabled, or enough is on its way.
 */
export async function claimEventDeliveries(
  options: ClaimEventDeliveriesOptions,
): Promise<ClaimedEventDeliveries | undefined> {
  const { tx, subscriptionId, againSeconds } = options;
  const subscription = await tx<DbEventSubscriptionRow>('event_subscriptions')
    .where({ id: subscriptionId, state: 'active' })
    .modify(lockRows)
    .first();
  if (!subscription) {
    return undefined;
  }
  const underWay = await tx<DbEventDeliveryRow>('event_deliveries')
    .where({ subscription_id: subscriptionId, state: 'sending' })
    .where('due_at', '>', databaseNow(tx))
    .count<{ count: number | string }>({ count: '*' })
    .first();
  const most =
    subscription.failure_count >= FAILURES_UNTIL_CAREFUL
      ? 1
      : options.mostAtOnce;
  const room = most - Number(underWay?.count ?? 0);
  if (room <= 0) {
    return undefined;
  }
  const due = tx<DbEventDeliveryRow>('event_deliveries')
    .select('id')
    .where({ subscription_id: subscriptionId })
    .whereIn('state', ['waiting', 'sending'])
    .where('due_at', '<=', databaseNow(tx))
    .whereNotExists(before =>
      before
        .from('event_deliveries as before')
        .whereRaw('before.subscription_id = event_deliveries.subscription_id')
        .whereRaw('before.subject = event_deliveries.subject')
        .whereIn('before.state', ['waiting', 'sending'])
        .whereRaw(
          '(before.sequence, before.event_id) < (event_deliveries.sequence, event_deliveries.event_id)',
        )
        .select(tx.raw('1')),
    )
    .orderBy(['sequence', 'event_id', 'id'])
    .limit(room);
  const deliveries = await tx<DbEventDeliveryRow>('event_deliveries')
    .modify(query => whereTaken(query, tx, due))
    .update({
      state: 'sending',
      due_at: nowPlus(tx, againSeconds),
      attempt_count: tx.raw<number>('attempt_count + 1'),
    })
    .returning('*');
  return { subscription, deliveries };
}
