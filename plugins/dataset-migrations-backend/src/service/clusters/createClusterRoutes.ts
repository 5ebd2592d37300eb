import type {
  ClusterRequest,
  ListClustersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { FindCaller } from '../waves/createWaveRoutes';
import type { ClusterService } from './ClusterService';

export interface CreateClusterRoutesOptions {
  /** Has to check permissions itself. */
  service: ClusterService;
  caller: FindCaller;
}

/** Routes of clusters; requests have been checked before. */
export function createClusterRoutes(
  options: CreateClusterRoutesOptions,
): Router {
  const { service, caller } = options;
  const router = PromiseRouter();

  router.get<{}, unknown, unknown, ListClustersRequest>(
    '/clusters',
    async (req, res) => {
      res.json(await service.listClusters(req.query, await caller(req)));
    },
  );
  router.get<
    Pick<ClusterRequest, 'migrationId' | 'shape'>,
    unknown,
    unknown,
    Omit<ClusterRequest, 'migrationId' | 'shape'>
  >('/migrations/:migrationId/clusters/:shape', async (req, res) => {
    const request = { ...req.query, ...req.params };
    res.json(await service.getCluster(request, await caller(req)));
  });
  return router;
}
