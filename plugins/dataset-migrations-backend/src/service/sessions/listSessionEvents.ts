import { NotFoundError } from '@backstage/errors';
import type {
  ListSessionEventsRequest,
  SessionEventPage,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { z } from 'zod';
import { findAttemptState } from '../../database/operations/attempts/findAttemptState';
import { listSessionEventRows } from '../../database/operations/sessions/listSessionEventRows';
import { DEFAULT_LIMIT, toPageInfo } from '../lists/page';
import { decodeCursor } from '../request/cursor';
import type { SessionContext } from './DefaultSessionService';
import { toSessionEvent } from './toSessionEvent';

const LIST = 'sessionEvents';

/** A page of what agents did in an attempt, in order; throws `NotFoundError`. */
export async function listSessionEvents(
  { knex, keptDays }: SessionContext,
  request: ListSessionEventsRequest,
): Promise<SessionEventPage> {
  const { attemptId, kind, after = 0, cursor, limit = DEFAULT_LIMIT } = request;
  // before the lines: one that ends in between is asked once more, and not once too little
  const attempt = await findAttemptState(knex, attemptId);
  if (!attempt) {
    throw new NotFoundError(`There is no attempt '${attemptId}'`);
  }
  const rows = await listSessionEventRows(knex, {
    attemptId,
    kinds: kind,
    after: Math.max(
      after,
      decodeCursor({ list: LIST, cursor, schema: z.int() }) ?? 0,
    ),
    limit: limit + 1,
  });
  const { page, pageInfo } = toPageInfo({
    list: LIST,
    rows,
    limit,
    positionOf: row => row.sequence,
  });
  return {
    items: page.map(toSessionEvent),
    isRunning: attempt.state === 'running',
    keptDays,
    pageInfo,
  };
}
