import type {
  ListFollowedEntitiesRequest,
  MigrationRequest,
  PageRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { FindCaller } from '../waves/createWaveRoutes';
import type { ProgressService } from './ProgressService';

export interface CreateProgressRoutesOptions {
  /** Has to check permissions itself. */
  service: ProgressService;
  caller: FindCaller;
}

/** Routes of how migrations come along; requests have been checked before. */
export function createProgressRoutes(
  options: CreateProgressRoutesOptions,
): Router {
  const { service, caller } = options;
  const router = PromiseRouter();

  router.get<MigrationRequest>(
    '/migrations/:migrationId/attention',
    async (req, res) => {
      res.json(await service.getAttention(req.params, await caller(req)));
    },
  );
  router.get<{}, unknown, unknown, ListFollowedEntitiesRequest>(
    '/followed-entities',
    async (req, res) => {
      res.json(
        await service.listFollowedEntities(req.query, await caller(req)),
      );
    },
  );
  router.get('/attention', async (req, res) => {
    res.json(await service.listAttention(await caller(req)));
  });
  router.get<MigrationRequest>(
    '/migrations/:migrationId/burn-up',
    async (req, res) => {
      res.json(await service.getBurnUp(req.params, await caller(req)));
    },
  );
  router.get<MigrationRequest>(
    '/migrations/:migrationId/consumer-graph',
    async (req, res) => {
      res.json(await service.getConsumerGraph(req.params, await caller(req)));
    },
  );
  router.get<MigrationRequest, unknown, unknown, PageRequest>(
    '/migrations/:migrationId/ledger',
    async (req, res) => {
      const request = { ...req.params, ...req.query };
      res.json(await service.listLedgerEntries(request, await caller(req)));
    },
  );
  return router;
}
