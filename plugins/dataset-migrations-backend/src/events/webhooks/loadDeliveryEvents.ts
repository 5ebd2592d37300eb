import type { DatasetMigrationsEvent } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { loadEventFacts } from '../../database/operations/events/loadEventFacts';
import type { DbEventDeliveryRow, DbEventRow } from '../../database/tables';
import { toIso } from '../../database/time';
import { toOutgoingEvent, toTestEvent } from '../toOutgoingEvent';

export interface LoadDeliveryEventsOptions {
  knex: Knex;
  deliveries: readonly DbEventDeliveryRow[];
  /** Address of the Backstage app. */
  appUrl: string;
}

/** What deliveries tell, by their ids. */
export async function loadDeliveryEvents(
  options: LoadDeliveryEventsOptions,
): Promise<Map<string, DatasetMigrationsEvent>> {
  const { knex, deliveries, appUrl } = options;
  const events = await knex<DbEventRow>('events').whereIn(
    'id',
    deliveries.flatMap(({ event_id: id }) => (id === null ? [] : [id])),
  );
  const facts = await loadEventFacts(knex, events);
  const outgoing = new Map(
    events.map(event => [
      String(event.id),
      toOutgoingEvent({ event, facts, appUrl }),
    ]),
  );
  return new Map(
    deliveries.flatMap((delivery): Array<[string, DatasetMigrationsEvent]> => {
      const event =
        delivery.event_id === null
          ? toTestEvent({
              id: testEventId(delivery),
              time: toIso(delivery.created_at),
              appUrl,
            })
          : outgoing.get(String(delivery.event_id));
      return event ? [[String(delivery.id), event]] : [];
    }),
  );
}

/** What receivers know a test by. */
export function testEventId({ subject }: DbEventDeliveryRow): string {
  return subject;
}
