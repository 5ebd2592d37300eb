import type {
  MigrationRequest,
  OwnersRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { revisionOfMigration } from '../preconditions/revisions';
import { sendTagged } from '../preconditions/sendTagged';
import type { ChangeRoute } from '../waves/createWaveRoutes';
import type { OwnerService } from './OwnerService';

export interface CreateOwnerRoutesOptions {
  /** Has to check permissions itself. */
  service: OwnerService;
  change: ChangeRoute;
}

/** The route of owners; requests have been checked before. */
export function createOwnerRoutes(options: CreateOwnerRoutesOptions): Router {
  const { service, change } = options;
  const router = PromiseRouter();

  router.put<MigrationRequest, unknown, OwnersRequest>(
    '/migrations/:migrationId/owners',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      const eventId = request.dryRun
        ? 'migration-transfer-check'
        : 'migration-transfer';
      const changed = await change(eventId, req, call =>
        service.setOwners(request, call),
      );
      sendTagged(res, changed, revisionOfMigration);
    },
  );
  return router;
}
