import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express, { type RequestHandler, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { datasetLineageRecordPermission } from './recordPermission';
import { recordEvents, type RecordEventsOptions } from './recordEvents';

const MOST_EVENTS = 1000;

/** Where OpenLineage's HTTP transport sends to, below `/api/catalog`. */
export const LINEAGE_PATH = '/openlineage/v1/lineage';

export interface LineageRouterOptions extends RecordEventsOptions {
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  maxBodyMegabytes: number;
}

/** Takes in what OpenLineage clients send: an event, or a list of them. */
export function createLineageRouter(options: LineageRouterOptions): Router {
  const { httpAuth, permissions, maxBodyMegabytes } = options;

  // before the body, so that nobody makes us read one who may not send it
  const authorize: RequestHandler = async (req, _res, next) => {
    const credentials = await httpAuth.credentials(req, { allow: ['service'] });
    const permission = datasetLineageRecordPermission;
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `This needs the permission '${permission.name}'`,
      );
    }
    next();
  };

  const router = PromiseRouter();
  router.post(
    [LINEAGE_PATH, `${LINEAGE_PATH}/batch`],
    authorize,
    express.json({ limit: `${maxBodyMegabytes}mb` }),
    async (req, res) => {
      const body: unknown = req.body;
      const events = Array.isArray(body) ? body : [body];
      if (events.length > MOST_EVENTS) {
        throw new InputError(
          `The body has ${events.length} events; send at most ${MOST_EVENTS} at once`,
        );
      }
      const { failedEvents, ...summary } = await recordEvents(events, options);
      const [first] = failedEvents;
      if (first && !Array.isArray(body)) {
        throw first.retriable
          ? new Error(first.reason)
          : new InputError(`This is no event of OpenLineage: ${first.reason}`);
      }
      res.status(Array.isArray(body) ? 200 : 201).json({
        status: statusOf(summary),
        summary,
        failed_events: failedEvents,
      });
    },
  );
  return router;
}

function statusOf({
  successful,
  failed,
}: {
  successful: number;
  failed: number;
}) {
  if (failed === 0) {
    return 'success';
  }
  return successful > 0 ? 'partial_success' : 'error';
}
