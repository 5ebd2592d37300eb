import type { ListActsRequest } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { FindCaller } from '../waves/createWaveRoutes';
import type { AuditService } from './AuditService';

export interface CreateAuditRoutesOptions {
  /** Has to check permissions itself. */
  service: AuditService;
  caller: FindCaller;
}

/** The route of who asked for what; requests have been checked before. */
export function createAuditRoutes(options: CreateAuditRoutesOptions): Router {
  const { service, caller } = options;
  const router = PromiseRouter();

  router.get<{}, unknown, unknown, ListActsRequest>(
    '/audit',
    async (req, res) => {
      res.json(await service.listActs(req.query, await caller(req)));
    },
  );
  return router;
}
