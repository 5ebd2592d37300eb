import type { Knex } from 'knex';
import type { DbAttemptRow } from '../../tables';

/** Which target an attempt belongs to, and whether it runs; undefined when there is no such attempt. */
export async function findAttemptState(
  knex: Knex,
  attemptId: string,
): Promise<Pick<DbAttemptRow, 'target_id' | 'state'> | undefined> {
  return await knex<DbAttemptRow>('attempts')
    .where({ id: attemptId })
    .first('target_id', 'state');
}
