import { setTimeout as delay } from 'node:timers/promises';
import type {
  DatasetMigrationsApi,
  Job,
} from '@skein/backstage-plugin-dataset-migrations-common';

export interface WatchJobOptions {
  api: Pick<DatasetMigrationsApi, 'getJob'>;
  job: Job;
  /** Seconds between two looks. */
  every: number;
  /** Hears of each change, and of how it is at first. */
  onChange(job: Job): void;
}

/** Looks at an act on many targets until it is over; gives how it is then. */
export async function watchJob(options: WatchJobOptions): Promise<Job> {
  const { api, every, onChange } = options;
  const jobId = options.job.id;
  let { job } = options;
  let seen: string | undefined;
  for (;;) {
    const now = JSON.stringify([job.state, job.done]);
    if (now !== seen) {
      onChange(job);
      seen = now;
    }
    if (job.endedAt !== undefined) {
      return job;
    }
    await delay(every * 1000);
    job = await api.getJob({ jobId });
  }
}
