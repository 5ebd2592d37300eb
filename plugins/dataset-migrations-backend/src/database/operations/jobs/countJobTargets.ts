import type { JobRefusal } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbJobTargetRow } from '../../tables';

/** How far a job is. */
export interface JobCounts {
  acted: number;
  refused: JobRefusal[];
}

/** What became of the targets of some jobs, by job. */
export async function countJobTargets(
  knex: Knex,
  jobIds: readonly string[],
): Promise<Map<string, JobCounts>> {
  const rows: Array<
    Pick<DbJobTargetRow, 'job_id' | 'refusal'> & {
      count: number | string;
      example: string | null;
    }
  > = await knex<DbJobTargetRow>('job_targets')
    .whereIn('job_id', jobIds)
    .whereNot({ state: 'waiting' })
    .groupBy('job_id', 'refusal')
    .orderBy('refusal')
    .select('job_id', 'refusal')
    .count({ count: '*' })
    .min({ example: 'message' });
  const counts = new Map<string, JobCounts>(
    jobIds.map(id => [id, { acted: 0, refused: [] }]),
  );
  for (const { job_id, refusal, count, example } of rows) {
    const ofJob = counts.get(job_id)!;
    if (refusal === null) {
      ofJob.acted = Number(count);
    } else {
      ofJob.refused.push({
        reason: refusal,
        count: Number(count),
        example: example ?? '',
      });
    }
  }
  return counts;
}
