import type { Knex } from 'knex';
import type { DbSessionEventRow } from '../../tables';
import { nowPlus } from '../../time';

export interface DeleteOldSessionEventsOptions {
  knex: Knex;
  olderThanSeconds: number;
  /** So many at once; the rest is for the next time. */
  limit: number;
}

/** Deletes what is old in the logs of attempts. Gives how many lines. */
export async function deleteOldSessionEvents(
  options: DeleteOldSessionEventsOptions,
): Promise<number> {
  const { knex, olderThanSeconds, limit } = options;
  const old = knex<DbSessionEventRow>('session_events')
    .select('id')
    .where('at', '<=', nowPlus(knex, -olderThanSeconds))
    .orderBy('at')
    .limit(limit);
  return await knex<DbSessionEventRow>('session_events')
    .whereIn('id', old)
    .delete();
}
