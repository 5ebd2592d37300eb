import type { Knex } from 'knex';
import type { DbJobRow } from '../../tables';
import { LIVE_JOB_STATES } from './LIVE_JOB_STATES';

/** Ids of jobs that are not over, oldest first. */
export async function listLiveJobs(
  knex: Knex,
  { limit }: { limit: number },
): Promise<string[]> {
  const rows = await knex<DbJobRow>('jobs')
    .whereIn('state', LIVE_JOB_STATES)
    .orderBy(['created_at', 'id'])
    .limit(limit)
    .select('id');
  return rows.map(({ id }) => id);
}
