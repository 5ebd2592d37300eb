import type {
  AttemptRequest,
  ListSessionEventsRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { FindCaller } from '../waves/createWaveRoutes';
import type { SessionService } from './SessionService';

export interface CreateSessionRoutesOptions {
  /** Has to check permissions itself. */
  service: SessionService;
  caller: FindCaller;
}

/** Routes of the logs of attempts; requests have been checked before. */
export function createSessionRoutes(
  options: CreateSessionRoutesOptions,
): Router {
  const { service, caller } = options;
  const router = PromiseRouter();

  router.get<
    AttemptRequest,
    unknown,
    unknown,
    Omit<ListSessionEventsRequest, 'attemptId'>
  >('/attempts/:attemptId/log', async (req, res) => {
    const request = { ...req.query, ...req.params };
    res.json(await service.listSessionEvents(request, await caller(req)));
  });
  return router;
}
