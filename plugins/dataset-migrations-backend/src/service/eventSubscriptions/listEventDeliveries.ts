import type {
  EventDeliveryPage,
  ListEventDeliveriesRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { z } from 'zod';
import { listEventDeliveryRows } from '../../database/operations/eventDeliveries/listEventDeliveryRows';
import { findEventSubscription } from '../../database/operations/eventSubscriptions/findEventSubscription';
import { DEFAULT_LIMIT, toPageInfo } from '../lists/page';
import { decodeCursor } from '../request/cursor';
import type { EventSubscriptionContext } from './EventSubscriptionContext';
import { toEventDelivery } from './toEventDelivery';

const LIST = 'event deliveries';

/** A page of the log of a subscription, newest first. */
export async function listEventDeliveries(
  { knex }: Pick<EventSubscriptionContext, 'knex'>,
  request: ListEventDeliveriesRequest,
): Promise<EventDeliveryPage> {
  const { subscriptionId, state, cursor, limit = DEFAULT_LIMIT } = request;
  await findEventSubscription(knex, subscriptionId);
  const rows = await listEventDeliveryRows(knex, {
    subscriptionId,
    states: state,
    limit: limit + 1,
    before: decodeCursor({ list: LIST, cursor, schema: z.int() }),
  });
  const { page, pageInfo } = toPageInfo({
    list: LIST,
    rows,
    limit,
    positionOf: row => Number(row.id),
  });
  return { items: page.map(toEventDelivery), pageInfo };
}
