import type { Knex } from 'knex';
import type { DbAttemptRow } from '../../tables';

/** Ids come back from other machines, where anybody may have written them; PostgreSQL takes nothing else for one. */
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Databases take only so many values in one statement. */
const PORTION = 500;

/** Which of these attempts are running; ids that are no attempt are not. */
export async function listRunningAttempts(options: {
  knex: Knex;
  attemptIds: string[];
}): Promise<Set<string>> {
  const { knex } = options;
  const attemptIds = options.attemptIds.filter(id => ID.test(id));
  const running = new Set<string>();
  for (let start = 0; start < attemptIds.length; start += PORTION) {
    const rows = await knex<DbAttemptRow>('attempts')
      .select('id')
      .whereIn('id', attemptIds.slice(start, start + PORTION))
      .where('state', 'running');
    rows.forEach(({ id }) => running.add(id));
  }
  return running;
}
