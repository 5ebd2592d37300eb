import type {
  ApprovalDecisionRequest,
  ApprovalRequest,
  ListApprovalsRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { dryOr } from '../audit/dryOr';
import type { ChangeRoute, FindCaller } from '../waves/createWaveRoutes';
import type { ApprovalService } from './ApprovalService';

export interface CreateApprovalRoutesOptions {
  /** Has to check permissions itself. */
  service: ApprovalService;
  caller: FindCaller;
  change: ChangeRoute;
}

/** Routes of approvals; requests have been checked before. */
export function createApprovalRoutes(
  options: CreateApprovalRoutesOptions,
): Router {
  const { service, caller, change } = options;
  const router = PromiseRouter();

  router.get<{}, unknown, unknown, ListApprovalsRequest>(
    '/approvals',
    async (req, res) => {
      res.json(await service.listApprovals(req.query, await caller(req)));
    },
  );
  router.post<ApprovalRequest, unknown, ApprovalDecisionRequest>(
    '/approvals/:approvalId/decision',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      const eventId = dryOr(`approval-${request.decision}`, request);
      res.json(
        await change(eventId, req, call =>
          service.decideApproval(request, call),
        ),
      );
    },
  );
  return router;
}
