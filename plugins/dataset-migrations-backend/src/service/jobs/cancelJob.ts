import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  CancelJobRequest,
  Job,
  JobRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { inTransaction } from '../../database/inTransaction';
import { findJob } from '../../database/operations/jobs/findJob';
import { holdJob } from '../../database/operations/jobs/holdJob';
import { endJob } from '../../jobs/endJob';
import { actorOf } from '../actorOf';
import type { CallOptions } from '../MigrationService';
import type { JobContext } from './JobService';
import { toJobs } from './toJob';

/** Ends a job after the portion that is at work; what is done stays. One that was cancelled before stays so, and that is no error. */
export async function cancelJob(
  { knex, auth, onChange }: JobContext,
  { jobId, reason, dryRun = false }: JobRequest & CancelJobRequest,
  { credentials }: CallOptions,
): Promise<Job> {
  const by = actorOf(auth, credentials);
  const { job, ended } = await inTransaction(knex, async tx => {
    const held = await holdJob({ tx, id: jobId });
    if (held) {
      await endJob({ tx, job: held, cancelled: { by, reason } });
    }
    const row = await findJob(tx, jobId);
    if (!row) {
      throw new NotFoundError(`There is no job '${jobId}'`);
    }
    if (row.state === 'done') {
      throw new ConflictError(
        'The job is done, so it cannot be cancelled; what it did can only be undone target by target, or by another job',
      );
    }
    const [view] = await toJobs(tx, [row]);
    return { result: { job: view, ended: Boolean(held) }, commits: !dryRun };
  });
  if (ended && !dryRun) {
    onChange(job.migrationId);
  }
  return job;
}
