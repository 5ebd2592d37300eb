import type { Knex } from 'knex';
import type { DbSessionEventRow } from '../../tables';

export interface ListSessionEventRowsOptions {
  attemptId: string;
  kinds?: DbSessionEventRow['kind'][];
  /** Only what follows this sequence number. */
  after: number;
  limit: number;
}

/** A page of the log of an attempt, in order. */
export async function listSessionEventRows(
  knex: Knex,
  options: ListSessionEventRowsOptions,
): Promise<DbSessionEventRow[]> {
  const { attemptId, kinds, after, limit } = options;
  return await knex<DbSessionEventRow>('session_events')
    .where({ attempt_id: attemptId })
    .where('sequence', '>', after)
    .modify(query => {
      if (kinds !== undefined) {
        query.whereIn('kind', kinds);
      }
    })
    .orderBy('sequence')
    .limit(limit);
}
