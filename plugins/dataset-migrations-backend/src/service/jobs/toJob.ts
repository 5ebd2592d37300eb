import type { Job } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import {
  countJobTargets,
  type JobCounts,
} from '../../database/operations/jobs/countJobTargets';
import { LIVE_JOB_STATES } from '../../database/operations/jobs/LIVE_JOB_STATES';
import type { DbJobRow } from '../../database/tables';
import { toIso, toOptionalIso } from '../../database/time';
import type { JobDetails } from '../../jobs/JobDetails';

/** Jobs as they leave the house, each with how far it is. */
export async function toJobs(
  knex: Knex,
  rows: readonly DbJobRow[],
): Promise<Job[]> {
  const counts = await countJobTargets(
    knex,
    rows.map(({ id }) => id),
  );
  return rows.map(row => toJob(row, counts.get(row.id)!));
}

function toJob(row: DbJobRow, { acted, refused }: JobCounts): Job {
  const { reason }: JobDetails = JSON.parse(row.details);
  return {
    id: row.id,
    migrationId: row.migration_id,
    act: row.act,
    state: row.state,
    reason,
    of: row.target_count,
    done: refused.reduce((sum, { count }) => sum + count, acted),
    acted,
    refused,
    createdBy: row.created_by,
    createdAt: toIso(row.created_at),
    endedAt: toOptionalIso(row.ended_at),
    cancelledBy: row.cancelled_by ?? undefined,
    allowed: LIVE_JOB_STATES.includes(row.state) ? ['cancel'] : [],
  };
}
