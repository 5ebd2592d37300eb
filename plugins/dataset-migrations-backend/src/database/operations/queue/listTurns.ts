import type { Knex } from 'knex';
import type { DbQueueTurnRow } from '../../tables';
import type { LineRow } from './listLines';

/**
 * How far those who wait, and their owners, have been served; who has not had a turn yet has no row. Asked for by name
 * instead of joined: the table is small and always changing, so that a planner without statistics joins it row by row.
 */
export async function listTurns(
  knex: Knex,
  lines: readonly LineRow[],
): Promise<DbQueueTurnRow[]> {
  const subjects = new Set(
    lines.flatMap(line => [line.migration_id, line.migration_owner]),
  );
  return await knex<DbQueueTurnRow>('queue_turns')
    .whereIn('subject', [...subjects])
    .select('*');
}
