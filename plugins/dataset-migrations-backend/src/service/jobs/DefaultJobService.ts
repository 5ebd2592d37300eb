import { NotFoundError } from '@backstage/errors';
import type {
  CancelJobRequest,
  CreateJobRequest,
  Job,
  JobCheck,
  JobPage,
  JobRequest,
  MigrationRequest,
  PageRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { findJob } from '../../database/operations/jobs/findJob';
import type { CallOptions } from '../MigrationService';
import { cancelJob } from './cancelJob';
import { createJob } from './createJob';
import type { JobAsker, JobContext, JobService } from './JobService';
import { listJobs } from './listJobs';
import { toJobs } from './toJob';

/** Does what is asked about jobs; permission is the business of `AuthorizedJobService`. */
export class DefaultJobService implements JobService {
  readonly #context: JobContext;

  static create(context: JobContext): DefaultJobService {
    return new DefaultJobService(context);
  }

  private constructor(context: JobContext) {
    this.#context = context;
  }

  async listJobs(request: MigrationRequest & PageRequest): Promise<JobPage> {
    return listJobs(this.#context.knex, request);
  }

  async createJob(
    request: MigrationRequest & CreateJobRequest,
    options: CallOptions & Partial<JobAsker>,
  ): Promise<Job | JobCheck> {
    return createJob(this.#context, request, options);
  }

  async getJob({ jobId }: JobRequest): Promise<Job> {
    const { knex } = this.#context;
    const row = await findJob(knex, jobId);
    if (!row) {
      throw new NotFoundError(`There is no job '${jobId}'`);
    }
    return (await toJobs(knex, [row]))[0];
  }

  async cancelJob(
    request: JobRequest & CancelJobRequest,
    options: CallOptions,
  ): Promise<Job> {
    return cancelJob(this.#context, request, options);
  }
}
