import { ConflictError, InputError } from '@backstage/errors';
import type {
  CreateJobRequest,
  Job,
  JobCheck,
  MigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import {
  countLiveJobs,
  MOST_LIVE_JOBS,
} from '../../database/operations/jobs/countLiveJobs';
import { findJob } from '../../database/operations/jobs/findJob';
import { insertJob } from '../../database/operations/jobs/insertJob';
import { listPermittedTargets } from '../../database/operations/jobs/listPermittedTargets';
import { takePortion } from '../../database/operations/jobs/takePortion';
import { holdMigration } from '../../database/operations/migrations/holdMigration';
import { matchTargets } from '../../database/operations/targets/listTargetRows';
import { judgeTargets } from '../../jobs/judgeTargets';
import { actorOf } from '../actorOf';
import { RepeatableCall } from '../idempotency/RepeatableCall';
import type { CallOptions } from '../MigrationService';
import { assertOneIsTheirs } from './assertOneIsTheirs';
import { checkJob } from './checkJob';
import type { JobAsker, JobContext } from './JobService';
import { prepareJob, type PreparedJob } from './prepareJob';
import { toJobs } from './toJob';

/** So many say whether the words fit any target. */
const SAMPLE = 50;

/** Chooses the targets and leaves the job to be worked off; with `dryRun` only counts, and with a key of idempotency does so once. */
export async function createJob(
  context: JobContext,
  request: MigrationRequest & CreateJobRequest,
  options: CallOptions & Partial<JobAsker>,
): Promise<Job | JobCheck> {
  const { knex, auth, onChange } = context;
  const { migrationId, dryRun = false } = request;
  const repeatable = RepeatableCall.create<Job>({
    knex,
    actor: actorOf(auth, options.credentials),
    key: dryRun ? undefined : options.idempotencyKey,
    request,
  });
  // before anything is checked: since the first call what was asked for may have become impossible
  const before = await repeatable.recall();
  if (before) {
    return before;
  }
  const prepared = await prepareJob(context, request, options);
  if (dryRun) {
    return checkJob(context, prepared);
  }
  const { answer, repeated } = await repeatable.act(async tx => {
    // two that are made at once have to be counted
    await holdMigration({ tx, migrationId, toChange: true });
    if ((await countLiveJobs(tx, migrationId)) >= MOST_LIVE_JOBS) {
      throw new ConflictError(
        `${MOST_LIVE_JOBS} jobs of this migration are under way; wait for one to end, or cancel one`,
      );
    }
    const id = randomUUID();
    const { act, details, authority, actor, match } = prepared;
    const count = await insertJob({
      tx,
      job: {
        id,
        migration_id: migrationId,
        act,
        details: JSON.stringify(details),
        authority: JSON.stringify(authority),
        created_by: actor,
      },
      targets: matchTargets(tx, match),
    });
    assertAllFound(request, count);
    const theirs = await countTheirs(tx, id, prepared);
    assertOneIsTheirs(prepared, { count, theirs });
    await assertWordsFit(context, tx, id, prepared);
    const row = await findJob(tx, id);
    return (await toJobs(tx, row ? [row] : []))[0];
  });
  if (!repeated) {
    onChange(migrationId);
  }
  return answer;
}

function assertAllFound(
  { migrationId, targetIds }: MigrationRequest & CreateJobRequest,
  count: number,
): void {
  const asked = new Set(targetIds).size;
  if (asked > count && targetIds) {
    throw new InputError(
      `body.targetIds: ${
        asked - count
      } of the ${asked} are no targets of the migration '${migrationId}'; give ids from the list of its targets`,
    );
  }
}

async function countTheirs(
  tx: Knex.Transaction,
  jobId: string,
  { act, authority }: PreparedJob,
): Promise<number> {
  const theirs = await listPermittedTargets(tx, {
    targetIds: tx('job_targets').where({ job_id: jobId }).select('target_id'),
    act,
    authority,
  });
  return theirs.size;
}

/** A reason or a day that is wanting is said at once, and not of each target later. */
async function assertWordsFit(
  { decisions }: JobContext,
  tx: Knex.Transaction,
  jobId: string,
  prepared: PreparedJob,
): Promise<void> {
  const { rows } = await takePortion({ tx, jobId, limit: SAMPLE });
  const judged = await judgeTargets({ ...prepared, knex: tx, rows, decisions });
  const refusals = judged.flatMap(each =>
    'refusal' in each && each.refusal.reason !== 'notAllowed'
      ? [each.refusal]
      : [],
  );
  const isDone = judged.some(each => 'change' in each);
  const invalid = refusals.find(({ reason }) => reason === 'invalid');
  if (!isDone && invalid) {
    throw new InputError(invalid.message);
  }
}
