import type {
  Job,
  JobsApi,
} from '@skein/backstage-plugin-dataset-migrations-common';

const TARGETS_PER_SECOND = 2;
const REFUSED = {
  reason: 'notPossible',
  count: 2,
  example: 'The target is running and its migration running',
} as const;

/** Acts on many targets that get on by the clock, and are over after some seconds. */
export function storyJobs(): JobsApi {
  const jobs: Job[] = [];
  const find = (jobId: string): Job => {
    const job = jobs.map(asOfNow).find(({ id }) => id === jobId);
    if (!job) {
      throw new Error('There is no such job');
    }
    return job;
  };
  return {
    listJobs: async () => ({
      items: jobs.map(asOfNow),
      totalItems: jobs.length,
      pageInfo: {},
    }),
    checkJob: async ({ act, targetIds }) => {
      const of = targetIds?.length ?? 40;
      return of > REFUSED.count
        ? { act, of, acted: of - REFUSED.count, refused: [REFUSED] }
        : { act, of, acted: of, refused: [] };
    },
    createJob: async ({ migrationId, act, reason, targetIds }) => {
      const job: Job = {
        id: String(jobs.length + 1),
        migrationId,
        act,
        state: 'waiting',
        reason,
        of: targetIds?.length ?? 40,
        done: 0,
        acted: 0,
        refused: [],
        createdBy: 'user:default/ana',
        createdAt: new Date().toISOString(),
        allowed: ['cancel'],
      };
      jobs.unshift(job);
      return job;
    },
    getJob: async ({ jobId }) => find(jobId),
    cancelJob: async ({ jobId }) => {
      const job: Job = {
        ...find(jobId),
        state: 'cancelled',
        endedAt: new Date().toISOString(),
        allowed: [],
      };
      jobs.splice(
        jobs.findIndex(({ id }) => id === jobId),
        1,
        job,
      );
      return job;
    },
  };
}

function asOfNow(job: Job): Job {
  if (job.endedAt !== undefined) {
    return job;
  }
  const seconds = (Date.now() - Date.parse(job.createdAt)) / 1000;
  const done = Math.min(job.of, Math.floor(seconds * TARGETS_PER_SECOND));
  const isOver = done === job.of;
  const refused = isOver && done > REFUSED.count ? [REFUSED] : [];
  return {
    ...job,
    state: isOver ? 'done' : 'running',
    done,
    acted: done - (refused.length > 0 ? REFUSED.count : 0),
    refused,
    allowed: isOver ? [] : job.allowed,
    ...(isOver && { endedAt: job.createdAt }),
  };
}
