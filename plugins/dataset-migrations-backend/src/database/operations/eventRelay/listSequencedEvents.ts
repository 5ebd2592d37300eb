import type { Knex } from 'knex';
import type { DbEventRow } from '../../tables';

/** The next events after a turn, in order. */
export async function listSequencedEvents(
  knex: Knex,
  { after, limit }: { after: number; limit: number },
): Promise<DbEventRow[]> {
  return knex<DbEventRow>('events')
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit);
}
