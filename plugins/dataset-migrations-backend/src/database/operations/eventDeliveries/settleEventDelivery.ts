import type { Knex } from 'knex';
import type { DbEventDeliveryRow, DbEventSubscriptionRow } from '../../tables';
import { databaseNow, lockRows, nowPlus, secondsSince } from '../../time';

/** What came of one attempt to send an event. */
export interface AttemptResult {
  /** Absent when there was no answer. */
  status?: number;
  durationMs: number;
  /** Absent when it arrived. */
  error?: string;
}

export interface SettleEventDeliveryOptions {
  tx: Knex.Transaction;
  /** As it was claimed. */
  delivery: DbEventDeliveryRow;
  result: AttemptResult;
  /** After how long a failed one is tried again; absent when it is given up, or has arrived. */
  againAfterSeconds?: number;
}

/** Notes what came of an attempt; false when the delivery was taken over or asked for anew meanwhile, and this attempt counts for nothing. */
export async function settleEventDelivery(
  options: SettleEventDeliveryOptions,
): Promise<boolean> {
  const { tx, delivery, result, againAfterSeconds } = options;
  const { status = null, durationMs, error } = result;
  const hasFailed = error !== undefined;
  const isOver = againAfterSeconds === undefined;
  const settled = await tx<DbEventDeliveryRow>('event_deliveries')
    .where({
      id: delivery.id,
      state: 'sending',
      attempt_count: delivery.attempt_count,
    })
    .update({
      state: stateAfter(hasFailed, isOver),
      status,
      duration_ms: durationMs,
      error: error ?? null,
      failure_count: tx.raw<number>(`failure_count + ${hasFailed ? 1 : 0}`),
      ...(isOver
        ? { settled_at: databaseNow(tx) }
        : { due_at: nowPlus(tx, againAfterSeconds) }),
    });
  return settled > 0;
}

/** Puts a delivery off that could not be sent for a reason of ours; that counts for no attempt of its receiver. */
export async function postponeEventDelivery(options: {
  knex: Knex;
  delivery: DbEventDeliveryRow;
  seconds: number;
  error: string;
}): Promise<void> {
  const { knex, delivery, seconds, error } = options;
  await knex<DbEventDeliveryRow>('event_deliveries')
    .where({
      id: delivery.id,
      state: 'sending',
      attempt_count: delivery.attempt_count,
    })
    .update({ state: 'waiting', due_at: nowPlus(knex, seconds), error });
}

/** Notes with a subscription that something arrived. */
export async function noteArrival(
  tx: Knex.Transaction,
  subscriptionId: string,
): Promise<void> {
  await tx<DbEventSubscriptionRow>('event_subscriptions')
    .where({ id: subscriptionId })
    .update({
      delivered_at: databaseNow(tx),
      failing_since: null,
      failure_count: 0,
    });
}

export interface NoteFailureOptions {
  tx: Knex.Transaction;
  subscriptionId: string;
  /** Nothing is sent any more to one to which nothing has arrived for so long. */
  disableAfterSeconds: number;
  /** Why nothing is to be sent any more, however long it has failed. */
  disableBecause?: string;
}

/** Notes with a subscription that something did not arrive, and disables it when that was once too often. True when it did. */
export async function noteFailure(
  options: NoteFailureOptions,
): Promise<boolean> {
  const { tx, subscriptionId, disableAfterSeconds, disableBecause } = options;
  const row: { seconds: number | null; state: string } | undefined = await tx(
    'event_subscriptions',
  )
    .where({ id: subscriptionId })
    .modify(lockRows)
    .first({ seconds: secondsSince(tx, 'failing_since'), state: 'state' });
  if (!row) {
    return false;
  }
  const days = Math.floor(Number(row.seconds ?? 0) / 86_400);
  const because =
    disableBecause ??
    (Number(row.seconds ?? 0) >= disableAfterSeconds
      ? `Nothing has arrived for ${days} ${
          days === 1 ? 'day' : 'days'
        }; mend the receiver, enable the subscription, and replay what it has missed`
      : undefined);
  const disables = because !== undefined && row.state === 'active';
  await tx<DbEventSubscriptionRow>('event_subscriptions')
    .where({ id: subscriptionId })
    .update({
      failing_since: tx.raw('coalesce(failing_since, ?)', [databaseNow(tx)]),
      failure_count: tx.raw<number>('failure_count + 1'),
      ...(disables && {
        state: 'disabled',
        state_reason: because,
        notice: 'waiting',
      }),
    });
  return disables;
}

function stateAfter(
  hasFailed: boolean,
  isOver: boolean,
): DbEventDeliveryRow['state'] {
  if (!hasFailed) {
    return 'delivered';
  }
  return isOver ? 'failed' : 'waiting';
}
