import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type {
  CheckContractRequest,
  CreateMigrationRequest,
  DecisionRequest,
  DraftContractRequest,
  DryRunRequest,
  FleetStopRequest,
  ListConsumersRequest,
  ListIncomingRequest,
  ListMigrationsRequest,
  ListTargetsRequest,
  MigrationRequest,
  PageRequest,
  PlanRequest,
  RetryFailedRequest,
  RetryTargetRequest,
  SetLimitRequest,
  StartRequest,
  StateChangeRequest,
  TargetRequest,
  UpdateMigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import express, { type Request, type Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { spec } from '../schema/openapi.generated';
import type { ActLog, ChangeEventId } from './audit/ActLog';
import type { AuditService } from './audit/AuditService';
import { createAuditRoutes } from './audit/createAuditRoutes';
import { dryOr } from './audit/dryOr';
import { audited } from './audited';
import type { ApprovalService } from './approvals/ApprovalService';
import { createApprovalRoutes } from './approvals/createApprovalRoutes';
import type { CalendarService } from './calendars/CalendarService';
import { createCalendarRoutes } from './calendars/createCalendarRoutes';
import type { CallOptions, MigrationService } from './MigrationService';
import { explainUnreadable } from './request/explainUnreadable';
import {
  revisionOfContract,
  revisionOfLimits,
  revisionOfMigration,
} from './preconditions/revisions';
import { sendTagged } from './preconditions/sendTagged';
import { createJobRoutes } from './jobs/createJobRoutes';
import type { JobService } from './jobs/JobService';
import { createOwnerRoutes } from './owners/createOwnerRoutes';
import type { OwnerService } from './owners/OwnerService';
import { createProgressRoutes } from './progress/createProgressRoutes';
import type { ProgressService } from './progress/ProgressService';
import { sparseAnswers } from './fields/sparseAnswers';
import { jsonBody } from './request/jsonBody';
import { refuseUnreadable } from './request/refuseUnreadable';
import { validateRequests } from './request/validateRequests';
import type { ClusterService } from './clusters/ClusterService';
import { createClusterRoutes } from './clusters/createClusterRoutes';
import { createEventSubscriptionRoutes } from './eventSubscriptions/createEventSubscriptionRoutes';
import type { EventSubscriptionService } from './eventSubscriptions/EventSubscriptionService';
import { createNoticeRoutes } from './notices/createNoticeRoutes';
import type { NoticeService } from './notices/NoticeService';
import { createRevertRoutes } from './reverts/createRevertRoutes';
import type { RevertService } from './reverts/RevertService';
import { createSessionRoutes } from './sessions/createSessionRoutes';
import type { SessionService } from './sessions/SessionService';
import { createLearningRoutes } from './learning/createLearningRoutes';
import type { LearningService } from './learning/LearningService';
import { createWaveRoutes } from './waves/createWaveRoutes';
import type { WaveService } from './waves/WaveService';

/** Code hosts send more than a contract needs, and anybody may send something to this route. */
const WEBHOOK_LIMIT = '5mb';

/** Where webhooks arrive; the caller has no credentials, its signature is checked. */
export const WEBHOOKS_PATH = '/webhooks';

export interface ReceivedWebhook {
  /** Id of the code host. */
  hostId: string;
  headers: Record<string, string | string[] | undefined>;
  /** As it came, byte for byte. */
  rawBody: Buffer;
}

export interface RouterOptions {
  /** Has to check permissions itself. */
  service: MigrationService;
  /** Has to check permissions itself. */
  owners: OwnerService;
  /** Has to check permissions itself. */
  approvals: ApprovalService;
  /** Has to check permissions itself. */
  jobs: JobService;
  /** Has to check permissions itself. */
  waves: WaveService;
  /** Has to check permissions itself. */
  calendars: CalendarService;
  /** Has to check permissions itself. */
  reverts: RevertService;
  /** Has to check permissions itself. */
  sessions: SessionService;
  /** Has to check permissions itself. */
  learning: LearningService;
  /** Has to check permissions itself. */
  progress: ProgressService;
  /** Has to check permissions itself. */
  clusters: ClusterService;
  /** Has to check permissions itself. */
  notices: NoticeService;
  /** Has to check permissions itself. */
  audit: AuditService;
  /** Has to check permissions itself. */
  eventSubscriptions: EventSubscriptionService;
  actLog: ActLog;
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  receiveWebhook(webhook: ReceivedWebhook): Promise<void>;
  /** For tests: an answer that the OpenAPI description does not allow becomes an error. */
  checkResponses?: boolean;
}

/** The body is optional where nothing has to be said. */
type StateChange = StateChangeRequest | undefined;
type Page = PageRequest;
type Consumers = Omit<ListConsumersRequest, 'migrationId'>;

/** One route for each operation of the OpenAPI description, which has checked the request before. */
export function createRouter(options: RouterOptions): Router {
  const { service, waves, calendars, reverts, sessions, learning } = options;
  const { owners, approvals, progress, clusters, audit } = options;
  const { notices, actLog, httpAuth, auditor } = options;
  const router = PromiseRouter();

  const caller = async (req: unknown): Promise<CallOptions> => ({
    credentials: await httpAuth.credentials(req as Request, {
      allow: ['user', 'service'],
    }),
    ifMatch: (req as Request).get('if-match'),
    idempotencyKey: (req as Request).get('idempotency-key'),
  });
  const change = async <TResult>(
    eventId: ChangeEventId,
    req: unknown,
    act: (options: CallOptions) => Promise<TResult>,
    madeBy?: (result: TResult) => string,
  ): Promise<TResult> => {
    const request = req as Request;
    return audited({ auditor, eventId, request }, async () => {
      const call = await caller(request);
      const { credentials } = call;
      const asked = { ...request.query, ...request.body, ...request.params };
      return actLog.record(
        { eventId, credentials, through: 'rest', request: asked, madeBy },
        () => act(call),
      );
    });
  };

  router.post(
    `${WEBHOOKS_PATH}/:host`,
    express.raw({ type: () => true, limit: WEBHOOK_LIMIT }),
    async (req, res) => {
      await options.receiveWebhook({
        hostId: req.params.host,
        headers: req.headers,
        rawBody: Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0),
      });
      res.status(202).end();
    },
  );
  router.get('/openapi.json', async (_req, res) => {
    res.json(spec);
  });
  router.use(
    jsonBody(),
    refuseUnreadable(),
    sparseAnswers(validateRequests(options)),
  );
  router.use(createOwnerRoutes({ service: owners, change }));
  router.use(createApprovalRoutes({ service: approvals, caller, change }));
  router.use(createJobRoutes({ service: options.jobs, caller, change }));
  router.use(createWaveRoutes({ service: waves, caller, change }));
  router.use(createCalendarRoutes({ service: calendars, caller, change }));
  router.use(createRevertRoutes({ service: reverts, change }));
  router.use(createSessionRoutes({ service: sessions, caller }));
  router.use(createLearningRoutes({ service: learning, caller, change }));
  router.use(createProgressRoutes({ service: progress, caller }));
  router.use(createClusterRoutes({ service: clusters, caller, change }));
  router.use(createNoticeRoutes({ service: notices, caller, change }));
  router.use(createAuditRoutes({ service: audit, caller }));
  router.use(
    createEventSubscriptionRoutes({
      service: options.eventSubscriptions,
      caller,
      change,
    }),
  );

  router.get<{}, unknown, unknown, ListMigrationsRequest>(
    '/migrations',
    async (req, res) => {
      res.json(await service.listMigrations(req.query, await caller(req)));
    },
  );
  router.post<{}, unknown, CreateMigrationRequest>(
    '/migrations',
    async (req, res) => {
      const eventId = req.body.dryRun ? 'migration-check' : 'migration-create';
      const created = await change(
        eventId,
        req,
        call => service.createMigration(req.body, call),
        ({ id }) => id,
      );
      res.status(201).json(created);
    },
  );
  router.get<MigrationRequest>('/migrations/:migrationId', async (req, res) => {
    const migration = await service.getMigration(req.params, await caller(req));
    sendTagged(res, migration, revisionOfMigration);
  });
  router.patch<MigrationRequest, unknown, UpdateMigrationRequest>(
    '/migrations/:migrationId',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      const eventId = dryOr('migration-update', request);
      const changed = await change(eventId, req, call =>
        service.updateMigration(request, call),
      );
      sendTagged(res, changed, revisionOfMigration);
    },
  );
  router.get<MigrationRequest>(
    '/migrations/:migrationId/contract',
    async (req, res) => {
      const contract = await service.getContract(req.params, await caller(req));
      sendTagged(res, contract, revisionOfContract);
    },
  );
  router.post<MigrationRequest, unknown, PlanRequest | undefined>(
    '/migrations/:migrationId/plan',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      res.json(
        await change(dryOr('migration-plan', request), req, call =>
          service.planMigration(request, call),
        ),
      );
    },
  );
  router.post<MigrationRequest, unknown, DryRunRequest | undefined>(
    '/migrations/:migrationId/preview',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      res.json(
        await change(dryOr('migration-preview', request), req, call =>
          service.previewMigration(request, call),
        ),
      );
    },
  );
  router.post<MigrationRequest, unknown, StartRequest | undefined>(
    '/migrations/:migrationId/start',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      res.json(
        await change(dryOr('migration-start', request), req, call =>
          service.startMigration(request, call),
        ),
      );
    },
  );
  router.post<MigrationRequest, unknown, StateChange>(
    '/migrations/:migrationId/pause',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      res.json(
        await change(dryOr('migration-pause', request), req, call =>
          service.pauseMigration(request, call),
        ),
      );
    },
  );
  router.post<MigrationRequest, unknown, StateChange>(
    '/migrations/:migrationId/resume',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      res.json(
        await change(dryOr('migration-resume', request), req, call =>
          service.resumeMigration(request, call),
        ),
      );
    },
  );
  router.post<MigrationRequest, unknown, StateChange>(
    '/migrations/:migrationId/cancel',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      res.json(
        await change(dryOr('migration-cancel', request), req, call =>
          service.cancelMigration(request, call),
        ),
      );
    },
  );
  router.get<MigrationRequest>(
    '/migrations/:migrationId/forecast',
    async (req, res) => {
      res.json(await service.getForecast(req.params, await caller(req)));
    },
  );
  router.get<MigrationRequest, unknown, unknown, Consumers>(
    '/migrations/:migrationId/consumers',
    async (req, res) => {
      const request = { ...req.query, ...req.params };
      res.json(await service.listConsumers(request, await caller(req)));
    },
  );
  router.get<
    MigrationRequest,
    unknown,
    unknown,
    Omit<ListTargetsRequest, 'migrationId'>
  >('/migrations/:migrationId/targets', async (req, res) => {
    const request = { ...req.query, ...req.params };
    res.json(await service.listTargets(request, await caller(req)));
  });
  router.get<MigrationRequest, unknown, unknown, Page>(
    '/migrations/:migrationId/events',
    async (req, res) => {
      const request = { ...req.query, ...req.params };
      res.json(await service.listMigrationEvents(request, await caller(req)));
    },
  );

  router.get<TargetRequest>('/targets/:targetId', async (req, res) => {
    res.json(await service.getTarget(req.params, await caller(req)));
  });
  router.get<TargetRequest>('/targets/:targetId/attempts', async (req, res) => {
    res.json(await service.listAttempts(req.params, await caller(req)));
  });
  router.get<TargetRequest, unknown, unknown, Page>(
    '/targets/:targetId/events',
    async (req, res) => {
      const request = { ...req.query, ...req.params };
      res.json(await service.listTargetEvents(request, await caller(req)));
    },
  );
  router.post<MigrationRequest, unknown, RetryFailedRequest | undefined>(
    '/migrations/:migrationId/retry-failed',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      const eventId = request.dryRun
        ? 'migration-retry-failed-check'
        : 'migration-retry-failed';
      res.json(
        await change(eventId, req, call =>
          service.retryFailedTargets(request, call),
        ),
      );
    },
  );
  router.post<TargetRequest, unknown, RetryTargetRequest | undefined>(
    '/targets/:targetId/retry',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      res.json(
        await change(dryOr('target-retry', request), req, call =>
          service.retryTarget(request, call),
        ),
      );
    },
  );
  router.post<TargetRequest, unknown, DecisionRequest>(
    '/targets/:targetId/decision',
    async (req, res) => {
      const request = { ...req.body, ...req.params };
      res.json(
        await change(dryOr('target-decide', request), req, call =>
          service.decideTarget(request, call),
        ),
      );
    },
  );

  router.get<TargetRequest>(
    '/targets/:targetId/decision-days',
    async (req, res) => {
      res.json(await service.getDecisionDays(req.params, await caller(req)));
    },
  );

  router.get<{}, unknown, unknown, ListIncomingRequest>(
    '/incoming',
    async (req, res) => {
      res.json(await service.listIncoming(req.query, await caller(req)));
    },
  );
  router.get<{}, unknown, unknown, DraftContractRequest>(
    '/contract-draft',
    async (req, res) => {
      res.json(await service.draftContract(req.query, await caller(req)));
    },
  );
  router.post<{}, unknown, CheckContractRequest>(
    '/contract-check',
    async (req, res) => {
      res.json(await service.checkContract(req.body, await caller(req)));
    },
  );
  router.get('/agents', async (req, res) => {
    res.json(await service.listAgents(await caller(req)));
  });
  router.get('/fleet', async (req, res) => {
    res.json(await service.getFleet(await caller(req)));
  });
  router.post<{}, unknown, FleetStopRequest>(
    '/fleet/stop',
    async (req, res) => {
      res.json(
        await change(dryOr('fleet-stop', req.body), req, call =>
          service.stopFleet(req.body, call),
        ),
      );
    },
  );
  router.post<{}, unknown, StateChange>('/fleet/start', async (req, res) => {
    res.json(
      await change(dryOr('fleet-start', req.body), req, call =>
        service.startFleet(req.body ?? {}, call),
      ),
    );
  });
  router.get('/limits', async (req, res) => {
    sendTagged(
      res,
      await service.getLimits(await caller(req)),
      revisionOfLimits,
    );
  });
  router.put<{}, unknown, SetLimitRequest>('/limits', async (req, res) => {
    const limits = await change(dryOr('limit-set', req.body), req, call =>
      service.setLimit(req.body, call),
    );
    sendTagged(res, limits, revisionOfLimits);
  });
  router.use(explainUnreadable);
  return router;
}
