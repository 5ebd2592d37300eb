import type { Knex } from 'knex';
import type { DbQueueTurnRow } from '../../tables';

/** Databases bind some tens of thousands of values in a statement. */
const PORTION = 10_000;

/** How far some migrations and owners have been served. */
export async function listTurns(
  knex: Knex,
  subjects: string[],
): Promise<DbQueueTurnRow[]> {
  const turns: DbQueueTurnRow[] = [];
  for (let at = 0; at < subjects.length; at += PORTION) {
    turns.push(
      ...(await knex<DbQueueTurnRow>('queue_turns')
        .whereIn('scope', ['migration', 'owner'])
        .whereIn('subject', subjects.slice(at, at + PORTION))),
    );
  }
  return turns;
}
