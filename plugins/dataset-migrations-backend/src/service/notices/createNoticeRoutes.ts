import type {
  NoticePreferenceRequest,
  TeamRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { dryOr } from '../audit/dryOr';
import type { ChangeRoute, FindCaller } from '../waves/createWaveRoutes';
import type { NoticeService } from './NoticeService';

export interface CreateNoticeRoutesOptions {
  /** Has to check permissions itself. */
  service: NoticeService;
  caller: FindCaller;
  change: ChangeRoute;
}

/** Routes of what people want to be told; requests have been checked before. */
export function createNoticeRoutes(options: CreateNoticeRoutesOptions): Router {
  const { service, caller, change } = options;
  const router = PromiseRouter();

  router.get<{}, unknown, unknown, TeamRequest>(
    '/notice-preference',
    async (req, res) => {
      res.json(await service.getNoticePreference(req.query, await caller(req)));
    },
  );
  router.put<{}, unknown, NoticePreferenceRequest, TeamRequest>(
    '/notice-preference',
    async (req, res) => {
      const request = { ...req.body, ...req.query };
      res.json(
        await change(dryOr('notice-preference-set', request), req, call =>
          service.setNoticePreference(request, call),
        ),
      );
    },
  );
  return router;
}
