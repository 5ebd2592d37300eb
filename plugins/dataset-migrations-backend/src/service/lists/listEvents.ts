import type {
  EventPage,
  PageRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { listEventRows } from '../../database/operations/events/listEventRows';
import { decodeCursor } from '../request/cursor';
import { toEvent } from '../response/toEvent';
import { DEFAULT_LIMIT, toPageInfo } from './page';

const LIST = 'events';

export interface ListEventsRequest extends PageRequest {
  migrationId?: string;
  targetId?: string;
}

/** A page of the history of a migration or a target, newest first. */
export async function listEvents(
  knex: Knex,
  request: ListEventsRequest,
): Promise<EventPage> {
  const { migrationId, targetId, cursor, limit = DEFAULT_LIMIT } = request;
  const rows = await listEventRows(knex, {
    migrationId,
    targetId,
    limit: limit + 1,
    before: decodeCursor({ list: LIST, cursor, schema: z.int() }),
  });
  const { page, pageInfo } = toPageInfo({
    list: LIST,
    rows,
    limit,
    positionOf: row => Number(row.id),
  });
  return { items: page.map(toEvent), pageInfo };
}
