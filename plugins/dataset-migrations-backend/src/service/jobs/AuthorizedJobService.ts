import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  migrationUpdatePermission,
  type CancelJobRequest,
  type CreateJobRequest,
  type Job,
  type JobCheck,
  type JobPage,
  type JobRequest,
  type MigrationRequest,
  type PageRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Memberships } from '../../jobs/Memberships';
import { actorOf } from '../actorOf';
import type { MigrationAccess } from '../MigrationAccess';
import type { CallOptions } from '../MigrationService';
import type { JobService } from './JobService';

type Access = Pick<
  MigrationAccess,
  | 'jobAuthority'
  | 'mayUpdateMigration'
  | 'requireMigrationRead'
  | 'visibleTargets'
>;

export interface AuthorizedJobServiceOptions {
  inner: JobService;
  access: Access;
  auth: AuthService;
  memberships: Memberships;
}

/** A job may do what its asker may do to a single target; who may see its migration sees how far it is. */
export class AuthorizedJobService implements JobService {
  readonly #options: AuthorizedJobServiceOptions;

  static create(options: AuthorizedJobServiceOptions): AuthorizedJobService {
    return new AuthorizedJobService(options);
  }

  private constructor(options: AuthorizedJobServiceOptions) {
    this.#options = options;
  }

  async listJobs(
    request: MigrationRequest & PageRequest,
    options: CallOptions,
  ): Promise<JobPage> {
    const { inner, access } = this.#options;
    const { credentials } = options;
    const { migrationId } = request;
    await access.requireMigrationRead(migrationId, credentials);
    const page = await inner.listJobs(request, options);
    const mayUpdate = await access.mayUpdateMigration(migrationId, credentials);
    const items = page.items.map(job =>
      this.#narrow(job, { credentials, mayUpdate }),
    );
    return { ...page, items };
  }

  async createJob(
    request: MigrationRequest & CreateJobRequest,
    options: CallOptions,
  ): Promise<Job | JobCheck> {
    const { inner, access, auth, memberships } = this.#options;
    const { credentials } = options;
    const { migrationId } = request;
    const mayUpdate = await access.mayUpdateMigration(migrationId, credentials);
    const isUser = auth.isPrincipal(credentials, 'user');
    return inner.createJob(request, {
      ...options,
      visibleTo: await access.visibleTargets(credentials),
      mayUpdateMigration: mayUpdate,
      authority: {
        ...(await access.jobAuthority(credentials)),
        memberships: isUser
          ? await memberships.list(actorOf(auth, credentials))
          : undefined,
      },
    });
  }

  async getJob(request: JobRequest, options: CallOptions): Promise<Job> {
    const { job, mayUpdate } = await this.#find(request, options);
    return this.#narrow(job, { ...options, mayUpdate });
  }

  async cancelJob(
    request: JobRequest & CancelJobRequest,
    options: CallOptions,
  ): Promise<Job> {
    const { job, mayUpdate } = await this.#find(request, options);
    if (!mayUpdate && !this.#isTheirs(job, options.credentials)) {
      throw new NotAllowedError(
        `This needs the permission '${migrationUpdatePermission.name}', or to be the one who asked for the job`,
      );
    }
    return this.#options.inner.cancelJob(request, options);
  }

  async #find(
    { jobId }: JobRequest,
    options: CallOptions,
  ): Promise<{ job: Job; mayUpdate: boolean }> {
    const { inner, access } = this.#options;
    const job = await inner.getJob({ jobId }, options);
    try {
      const mayUpdate = await access.mayUpdateMigration(
        job.migrationId,
        options.credentials,
      );
      return { job, mayUpdate };
    } catch (error) {
      if (error instanceof NotFoundError) {
        throw new NotFoundError(`There is no job '${jobId}'`);
      }
      throw error;
    }
  }

  /** Takes away from `allowed` what the caller may not do. */
  #narrow(
    job: Job,
    {
      credentials,
      mayUpdate,
    }: { credentials: BackstageCredentials; mayUpdate: boolean },
  ): Job {
    return mayUpdate || this.#isTheirs(job, credentials)
      ? job
      : { ...job, allowed: [] };
  }

  #isTheirs(job: Job, credentials: BackstageCredentials): boolean {
    return job.createdBy === actorOf(this.#options.auth, credentials);
  }
}
