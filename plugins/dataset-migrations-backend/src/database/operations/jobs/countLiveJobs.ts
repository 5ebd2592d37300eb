import type { Knex } from 'knex';
import type { DbJobRow } from '../../tables';
import { LIVE_JOB_STATES } from './LIVE_JOB_STATES';

/** More at once of one migration is a script that runs wild. */
export const MOST_LIVE_JOBS = 20;

/** How many jobs of a migration are not over. */
export async function countLiveJobs(
  knex: Knex,
  migrationId: string,
): Promise<number> {
  const [{ count }] = await knex<DbJobRow>('jobs')
    .where({ migration_id: migrationId })
    .whereIn('state', LIVE_JOB_STATES)
    .count<[{ count: number | string }]>({ count: '*' });
  return Number(count);
}
