import type {
  MigrationRequest,
  RevertRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { ChangeRoute } from '../waves/createWaveRoutes';
import type { RevertService } from './RevertService';

export interface CreateRevertRoutesOptions {
  /** Has to check permissions itself. */
  service: RevertService;
  change: ChangeRoute;
}

/** Routes of reverts; requests have been checked before. */
export function createRevertRoutes(options: CreateRevertRoutesOptions): Router {
  const { service, change } = options;
  const router = PromiseRouter();

  router.post<MigrationRequest, unknown, RevertRequest>(
    '/migrations/:migrationId/revert',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      const eventId = request.dryRun
        ? 'migration-revert-check'
        : 'migration-revert';
      res.json(
        await change(eventId, req, call =>
          service.revertTargets(request, call),
        ),
      );
    },
  );
  return router;
}
