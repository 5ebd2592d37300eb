import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type {
  DryRunRequest,
  EventDelivery,
  EventDeliveryRequest,
  EventSubscriptionRequest,
  ReplayEventsRequest,
  ReplayEventsResult,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import { inTransaction } from '../../database/inTransaction';
import { insertEventDeliveries } from '../../database/operations/eventDeliveries/insertEventDeliveries';
import { insertTestDelivery } from '../../database/operations/eventDeliveries/insertTestDelivery';
import { listEventDeliveryRows } from '../../database/operations/eventDeliveries/listEventDeliveryRows';
import {
  replayEventDeliveries,
  replayEventDelivery as replayOne,
} from '../../database/operations/eventDeliveries/replayEventDeliveries';
import { lockEventSubscription } from '../../database/operations/eventSubscriptions/findEventSubscription';
import type { DbEventRow, DbEventSubscriptionRow } from '../../database/tables';
import { toDatabaseTime } from '../../database/time';
import type { EventSubscriptionContext } from './EventSubscriptionContext';
import { toEventDelivery } from './toEventDelivery';

/** So many are sent again at once; a longer span is asked for in parts. */
export const MOST_REPLAYED = 10_000;

/** Sends all that a subscription wants of what happened in a span of time, once more or for the first time. */
export async function replayEvents(
  { knex }: EventSubscriptionContext,
  request: EventSubscriptionRequest & ReplayEventsRequest,
): Promise<ReplayEventsResult> {
  const from = DateTime.fromISO(request.from, { setZone: true });
  const until = DateTime.fromISO(request.until, { setZone: true });
  if (!(from < until)) {
    throw new InputError(
      `body.until: ${JSON.stringify(request.until)} is not after from (${
        request.from
      }); give a span of time`,
    );
  }
  return inTransaction(knex, async tx => {
    const subscription = await lockActive(tx, request.subscriptionId);
    const events = await listWanted(tx, subscription, { from, until });
    if (events.length > MOST_REPLAYED) {
      throw new ConflictError(
        `More than ${MOST_REPLAYED} events happened between ${request.from} and ${request.until}; ask for a shorter span, and for the rest after it`,
      );
    }
    const subscriptionId = subscription.id;
    await replayEventDeliveries({
      tx,
      subscriptionId,
      eventIds: events.map(({ id }) => id),
    });
    await insertEventDeliveries(
      tx,
      events.map(event => ({ subscriptionId, event })),
    );
    const result = { events: events.length };
    return { result, commits: !request.dryRun };
  });
}

/** Sends one event of a subscription once more. */
export async function replayEventDelivery(
  { knex }: EventSubscriptionContext,
  {
    subscriptionId,
    deliveryId: id,
    dryRun,
  }: EventDeliveryRequest & DryRunRequest,
): Promise<EventDelivery> {
  return inTransaction(knex, async tx => {
    await lockActive(tx, subscriptionId);
    if (!(await replayOne(tx, { subscriptionId, id }))) {
      throw new NotFoundError(
        `There is no delivery '${id}' of this subscription; its log has those that there are`,
      );
    }
    const result = await getDelivery(tx, subscriptionId, id);
    return { result, commits: !dryRun };
  });
}

/** Sends an event that says nothing. */
export async function testEventSubscription(
  { knex }: EventSubscriptionContext,
  { subscriptionId }: EventSubscriptionRequest,
): Promise<EventDelivery> {
  return knex.transaction(async tx => {
    await lockActive(tx, subscriptionId);
    const { id } = await insertTestDelivery(tx, subscriptionId);
    return getDelivery(tx, subscriptionId, String(id));
  });
}

async function getDelivery(
  tx: Knex.Transaction,
  subscriptionId: string,
  deliveryId: string,
): Promise<EventDelivery> {
  const [row] = await listEventDeliveryRows(tx, {
    subscriptionId,
    deliveryId,
    limit: 1,
  });
  return toEventDelivery(row);
}

async function lockActive(
  tx: Knex.Transaction,
  id: string,
): Promise<DbEventSubscriptionRow> {
  const subscription = await lockEventSubscription(tx, id);
  if (subscription.state !== 'active') {
    throw new ConflictError(
      `The subscription '${subscription.title}' is disabled; enable it first by changing its state to active`,
    );
  }
  return subscription;
}

/** Those without a turn are sent anyway, as soon as they have one. */
async function listWanted(
  tx: Knex.Transaction,
  subscription: DbEventSubscriptionRow,
  { from, until }: { from: DateTime; until: DateTime },
): Promise<DbEventRow[]> {
  const kinds: string[] = JSON.parse(subscription.kinds);
  return tx<DbEventRow>('events')
    .where('at', '>=', toDatabaseTime(tx, from))
    .where('at', '<', toDatabaseTime(tx, until))
    .whereNotNull('sequence')
    .modify(query => {
      if (subscription.migration_id !== null) {
        query.where({ migration_id: subscription.migration_id });
      }
      if (kinds.length > 0) {
        query.whereIn('kind', kinds);
      }
    })
    .orderBy(['sequence', 'id'])
    .limit(MOST_REPLAYED + 1);
}
