import type {
  CancelJobRequest,
  CreateJobRequest,
  JobRequest,
  MigrationRequest,
  PageRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { ChangeRoute, FindCaller } from '../waves/createWaveRoutes';
import type { JobService } from './JobService';

export interface CreateJobRoutesOptions {
  /** Has to check permissions itself. */
  service: JobService;
  caller: FindCaller;
  change: ChangeRoute;
}

/** Routes of acts on many targets; requests have been checked before. */
export function createJobRoutes(options: CreateJobRoutesOptions): Router {
  const { service, caller, change } = options;
  const router = PromiseRouter();

  router.get<MigrationRequest, unknown, unknown, PageRequest>(
    '/migrations/:migrationId/jobs',
    async (req, res) => {
      const request = { ...req.query, ...req.params };
      res.json(await service.listJobs(request, await caller(req)));
    },
  );
  router.post<MigrationRequest, unknown, CreateJobRequest>(
    '/migrations/:migrationId/jobs',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      const eventId = request.dryRun ? 'job-create-check' : 'job-create';
      const job = await change(eventId, req, call =>
        service.createJob(request, call),
      );
      if ('id' in job) {
        res.status(202).location(`${req.baseUrl}/jobs/${job.id}`).json(job);
      } else {
        res.json(job);
      }
    },
  );
  router.get<JobRequest>('/jobs/:jobId', async (req, res) => {
    res.json(await service.getJob(req.params, await caller(req)));
  });
  router.post<JobRequest, unknown, CancelJobRequest | undefined>(
    '/jobs/:jobId/cancel',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      const eventId = request.dryRun ? 'job-cancel-check' : 'job-cancel';
      res.json(
        await change(eventId, req, call => service.cancelJob(request, call)),
      );
    },
  );
  return router;
}
