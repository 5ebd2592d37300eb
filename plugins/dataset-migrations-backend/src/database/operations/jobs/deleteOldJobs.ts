import type { Knex } from 'knex';
import type { DbJobRow } from '../../tables';
import { nowPlus } from '../../time';

export interface DeleteOldJobsOptions {
  knex: Knex;
  olderThanSeconds: number;
  /** So many at once; the rest is for the next time. */
  limit: number;
}

/** Deletes jobs that ended long ago, with their targets. */
export async function deleteOldJobs(
  options: DeleteOldJobsOptions,
): Promise<number> {
  const { knex, olderThanSeconds, limit } = options;
  const old = knex<DbJobRow>('jobs')
    .select('id')
    .where('ended_at', '<', nowPlus(knex, -olderThanSeconds))
    .orderBy('ended_at')
    .limit(limit);
  return await knex<DbJobRow>('jobs').whereIn('id', old).delete();
}
