import type {
  ClusterDecisionRequest,
  ClusterRequest,
  ListClustersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { ChangeRoute, FindCaller } from '../waves/createWaveRoutes';
import type { ClusterService } from './ClusterService';

export interface CreateClusterRoutesOptions {
  /** Has to check permissions itself. */
  service: ClusterService;
  caller: FindCaller;
  change: ChangeRoute;
}

/** Routes of clusters; requests have been checked before. */
export function createClusterRoutes(
  options: CreateClusterRoutesOptions,
): Router {
  const { service, caller, change } = options;
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
  router.post<
    Pick<ClusterRequest, 'migrationId' | 'shape'>,
    unknown,
    ClusterDecisionRequest,
    Pick<ClusterRequest, 'entityRef'>
  >('/migrations/:migrationId/clusters/:shape/decision', async (req, res) => {
    const request = { ...req.query, ...req.body, ...req.params };
    const eventId = request.dryRun ? 'cluster-check' : 'cluster-decide';
    res.json(
      await change(eventId, req, call => service.decideCluster(request, call)),
    );
  });
  return router;
}
