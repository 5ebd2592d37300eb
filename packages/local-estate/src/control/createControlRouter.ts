import express, { type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Estate } from '../estate/Estate';
import type { RequestLog } from './RequestLog';

/**
 * The control route of tests: switches faults on and off, and shows what nobody is told otherwise: requests, webhooks, and all
 * pull requests at once.
 * @internal
 */
export function createControlRouter(
  estate: Estate,
  requests: RequestLog,
): Router {
  const { switches, webhooks } = estate;
  const router = PromiseRouter();
  router.get('/', (_request, response) => {
    response.json(switches.settings);
  });
  router.post('/', express.json(), (request, response) => {
    try {
      switches.set(request.body);
    } catch (error) {
      response.status(400).json({ message: (error as Error).message });
      return;
    }
    webhooks.enabled = switches.settings.webhooks;
    webhooks.order = switches.settings.webhookOrder;
    response.json(switches.settings);
  });
  router.get('/requests', (_request, response) => {
    response.json(requests.records);
  });
  router.get('/pull-requests', (_request, response) => {
    response.json(
      estate.repositories.list().flatMap(repository =>
        estate.pullRequests.list(repository).map(pull => ({
          ...pull,
          repository: repository.fullName,
        })),
      ),
    );
  });
  // who looks at thousands again and again has no use for their texts
  router.get('/open-pull-requests', (_request, response) => {
    response.json(
      estate.repositories.list().flatMap(repository =>
        estate.pullRequests
          .list(repository)
          .filter(({ state }) => state === 'open')
          .map(({ number, headRef, createdAt }) => ({
            repository: repository.fullName,
            number,
            headRef,
            createdAt,
          })),
      ),
    );
  });
  router.get('/limits', (_request, response) => {
    response.json({
      blocks: estate.limits?.blocks ?? [],
      peaks: estate.limits?.peaks ?? {},
    });
  });
  router.get('/deliveries', (_request, response) => {
    response.json(webhooks.records);
  });
  return router;
}
