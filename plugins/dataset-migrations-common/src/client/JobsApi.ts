import type {
  CancelJobRequest,
  CreateJobRequest,
  Job,
  JobCheck,
  JobPage,
} from '../schema/types.generated';
import type {
  CallOptions,
  MigrationRequest,
  PageRequest,
} from './DatasetMigrationsApi';

/**
 * Names one act on many targets.
 * @public
 */
export interface JobRequest {
  jobId: string;
}

/**
 * Acts on many targets, which are worked off in the background.
 * @public
 */
export interface JobsApi {
  /** Newest first. */
  listJobs(
    request: MigrationRequest & PageRequest,
    options?: CallOptions,
  ): Promise<JobPage>;
  /** How many targets an act would reach, and why not the others; begins nothing. */
  checkJob(
    request: MigrationRequest & Omit<CreateJobRequest, 'dryRun'>,
    options?: CallOptions,
  ): Promise<JobCheck>;
  /** Does to many targets what can be done to one; they are chosen now. */
  createJob(
    request: MigrationRequest & Omit<CreateJobRequest, 'dryRun'>,
    options?: CallOptions,
  ): Promise<Job>;
  /** How far it is. */
  getJob(request: JobRequest, options?: CallOptions): Promise<Job>;
  /** Ends it before it is through; what is done stays done. */
  cancelJob(
    request: JobRequest & CancelJobRequest,
    options?: CallOptions,
  ): Promise<Job>;
}
