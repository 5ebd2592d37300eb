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
import type { JobAuthority } from '../../jobs/JobAuthority';
import type { VisibleTo } from '../../permissions/whereOwned';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';

/** The parts of the context that jobs need. */
export type JobContext = Pick<
  ServiceContext,
  'knex' | 'auth' | 'catalog' | 'agentIds' | 'decisions' | 'onChange'
>;

/** What the decorator knows of who asks for a job. */
export interface JobAsker {
  /** What the caller may see; all when it is absent. */
  visibleTo?: VisibleTo;
  authority: JobAuthority;
  /** Whether the caller may change the migration itself. */
  mayUpdateMigration: boolean;
}

/** Acts on many targets, over any door. Permission is the business of a decorator. */
export interface JobService {
  listJobs(
    request: MigrationRequest & PageRequest,
    options: CallOptions,
  ): Promise<JobPage>;
  /** For a dry run a check. */
  createJob(
    request: MigrationRequest & CreateJobRequest,
    options: CallOptions & Partial<JobAsker>,
  ): Promise<Job | JobCheck>;
  getJob(request: JobRequest, options: CallOptions): Promise<Job>;
  cancelJob(
    request: JobRequest & CancelJobRequest,
    options: CallOptions,
  ): Promise<Job>;
}
