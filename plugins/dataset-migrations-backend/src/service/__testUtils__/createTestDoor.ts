import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  AuthenticationError,
  InputError,
  NotFoundError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { ServerPermissionClient } from '@backstage/plugin-permission-node';
import {
  datasetMigrationsPermissions,
  migrationTransferPermission,
  migrationUpdatePermission,
  targetUpdatePermission,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  CodeHost,
  ConsumerSource,
} from '@skein/backstage-plugin-dataset-migrations-node';
import express, { type Express } from 'express';
import type { Knex } from 'knex';
import { CodeHosts } from '../../codeHosts/CodeHosts';
import { createConsumerSources } from '../../discovery/createConsumerSources';
import { DEFAULT_DECISION_POLICY } from '../../decisions/DecisionPolicy';
import { EntityFollower } from '../../following/EntityFollower';
import { DEFAULT_RUNNING_ATTEMPTS } from '../../limits/LimitScope';
import {
  DEFAULT_JUDGE_POLICY,
  type JudgePolicy,
} from '../../judging/JudgePolicy';
import { DEFAULT_MODEL_BUDGETS } from '../../models/ModelBudgets';
import {
  createMigrationConditionalDecision,
  createTargetConditionalDecision,
  migrationConditions,
  targetConditions,
} from '../../permissions/conditionExports';
import {
  migrationPermissionRules,
  targetPermissionRules,
} from '../../permissions/rules';
import type { WaveDefaults } from '../../waves/defaultWaves';
import type { ApprovalService } from '../approvals/ApprovalService';
import type { ApprovalPolicy } from '../approvals/ApprovalPolicy';
import { createApprovalService } from '../approvals/createApprovalService';
import { ActLog } from '../audit/ActLog';
import { createAuditService } from '../audit/createAuditService';
import { createCalendarService } from '../calendars/createCalendarService';
import {
  createMigrationService,
  createServiceContext,
  type CreateMigrationServiceOptions,
} from '../createMigrationService';
import type { MigrationService } from '../MigrationService';
import { createRouter, type ReceivedWebhook } from '../createRouter';
import type { OwnerService } from '../owners/OwnerService';
import { createOwnerService } from '../owners/createOwnerService';
import { createProgressService } from '../progress/createProgressService';
import { createClusterService } from '../clusters/createClusterService';
import type { WebhookPolicy } from '../../events/webhooks/WebhookPolicy';
import { TEST_WEBHOOK_POLICY } from '../../tests/TEST_WEBHOOK_POLICY';
import { DEFAULT_NOTICE_POLICY } from '../announcing/NoticePolicy';
import { createEventSubscriptionService } from '../eventSubscriptions/createEventSubscriptionService';
import { createJobService } from '../jobs/createJobService';
import type { JobService } from '../jobs/JobService';
import { createNoticeService } from '../notices/createNoticeService';
import { createRevertService } from '../reverts/createRevertService';
import { createLearningService } from '../learning/createLearningService';
import { createSessionService } from '../sessions/createSessionService';
import { createWaveService } from '../waves/createWaveService';
import {
  createHttpAuth,
  headersOf,
  isService,
  PEOPLE,
  type Person,
} from './callers';
import { defaultLimits } from '../../codeHosts/budget/CodeHostLimits';

export interface TestDoorOptions {
  knex: Knex;
  entities?: Entity[];
  /** In the place of one with `entities`. */
  catalog?: CatalogService;
  codeHosts?: CodeHost[];
  consumerSources?: ConsumerSource[];
  waves?: WaveDefaults;
  /** Default: one person is enough for any number of targets. */
  approval?: ApprovalPolicy;
  judging?: Partial<JudgePolicy>;
  /** Default: one. */
  judgeIds?: string[];
  webhooks?: Partial<WebhookPolicy>;
  /** Permissions that only admins have. */
  denied?: string[];
  /** Default: true, an answer that is not as described becomes an error. */
  checkResponses?: boolean;
  onChange?(migrationId: string): void;
}

export interface TestDoor {
  app: Express;
  service: MigrationService;
  owners: OwnerService;
  approvals: ApprovalService;
  jobs: JobService;
  actLog: ActLog;
  follower: EntityFollower;
  /** Headers with which a person calls. */
  as(person: Person): Record<string, string>;
  auditor: ReturnType<typeof mockServices.auditor.mock>;
  webhooks: ReceivedWebhook[];
}

/** The REST API over a real database, with a policy by ownership: readers read, owners change what is theirs, admins all. */
export async function createTestDoor(
  options: TestDoorOptions,
): Promise<TestDoor> {
  const userInfo = mockServices.userInfo.mock({
    getUserInfo: async credentials => {
      const ref = userOf(credentials);
      return { userEntityRef: ref, ownershipEntityRefs: claimsOf(ref) };
    },
  });
  const decide = (permission: { name: string }, credentials: unknown) =>
    decideByOwnership(permission, userOf(credentials), options.denied);
  const ofServices = ServerPermissionClient.fromConfig(
    mockServices.rootConfig({ data: { permission: { enabled: true } } }),
    { auth: mockServices.auth(), discovery: mockServices.discovery() },
  );
  const auditor = mockServices.auditor.mock({
    createEvent: async () => ({
      success: async () => {},
      fail: async () => {},
    }),
  });
  const webhooks: ReceivedWebhook[] = [];
  const catalog =
    options.catalog ?? catalogServiceMock({ entities: options.entities });
  const serviceOptions: CreateMigrationServiceOptions = {
    knex: options.knex,
    auth: mockServices.auth(),
    userInfo,
    permissions: mockServices.permissions.mock({
      authorize: async (
        requests,
        { credentials } = { credentials: undefined! },
      ) =>
        isService(credentials)
          ? ofServices.authorize(requests, { credentials })
          : requests.map(({ permission }) => {
              const { result } = decide(permission, credentials);
              return result === AuthorizeResult.ALLOW
                ? { result }
                : { result: AuthorizeResult.DENY };
            }),
      authorizeConditional: async (requests, { credentials }) =>
        isService(credentials)
          ? ofServices.authorizeConditional(requests, { credentials })
          : requests.map(({ permission }) => decide(permission, credentials)),
    }),
    permissionsRegistry: mockServices.permissionsRegistry.mock({
      getPermissionRuleset: (({ resourceType }: { resourceType: string }) => ({
        getRuleByName: () =>
          resourceType === 'dataset-migration'
            ? migrationPermissionRules.isMigrationOwner
            : targetPermissionRules.isTargetOwner,
      })) as never,
    }),
    catalog,
    logger: mockServices.logger.mock(),
    config: {
      codeHostLimits: defaultLimits,
      datasets: [
        { kind: 'Resource', type: 'dataset' },
        { kind: 'API', type: 'dataset' },
      ],
      pullRequests: {
        open: {},
        autoMerge: {
          repositories: ['acme/*'],
          minimumLevel: 'E3',
          approvals: 1,
          requiredChecks: [],
          method: 'squash',
        },
        stale: { remindAfterDays: 14, reminders: 2 },
        reactions: { enabled: true, rounds: 2 },
      },
      waves: options.waves ?? {
        canaryAbove: 100,
        canarySize: 10,
        canarySoakMinutes: 0,
      },
      modelBudgets: DEFAULT_MODEL_BUDGETS,
      judging: { ...DEFAULT_JUDGE_POLICY, ...options.judging },
      runningAttempts: DEFAULT_RUNNING_ATTEMPTS,
      sessionLogs: { keptDays: 30 },
      decisions: DEFAULT_DECISION_POLICY,
      approval: options.approval ?? {},
      notifications: DEFAULT_NOTICE_POLICY,
      webhooks: { ...TEST_WEBHOOK_POLICY, ...options.webhooks },
    },
    codeHosts: CodeHosts.create({ codeHosts: options.codeHosts ?? [] }),
    consumerSources: createConsumerSources({
      catalog,
      codeHosts: options.codeHosts ?? [],
      config: {
        consumerRelations: ['dependencyOf', 'apiConsumedBy'],
        maxHops: 3,
      },
      added: options.consumerSources ?? [],
    }),
    agentIds: ['rewriter', 'coding'],
    judgeIds: options.judgeIds ?? ['reader'],
    onChange: options.onChange ?? (() => {}),
  };
  const service = createMigrationService(serviceOptions);
  const owners = createOwnerService(serviceOptions);
  const approvals = createApprovalService(serviceOptions);
  const jobs = createJobService(serviceOptions);
  const actLog = ActLog.create(serviceOptions);
  const app = express();
  app.use(
    createRouter({
      service,
      owners,
      approvals,
      jobs,
      waves: createWaveService(serviceOptions),
      calendars: createCalendarService(serviceOptions),
      reverts: createRevertService(serviceOptions),
      sessions: createSessionService(serviceOptions),
      learning: createLearningService(serviceOptions),
      progress: createProgressService(serviceOptions),
      clusters: createClusterService(serviceOptions),
      notices: createNoticeService(serviceOptions),
      audit: createAuditService(serviceOptions),
      actLog,
      eventSubscriptions: createEventSubscriptionService(serviceOptions),
      httpAuth: createHttpAuth(),
      auditor,
      checkResponses: options.checkResponses ?? true,
      async receiveWebhook(webhook) {
        if (webhook.hostId !== 'github') {
          throw new NotFoundError(`There is no code host '${webhook.hostId}'`);
        }
        if (!webhook.headers['x-hub-signature-256']) {
          throw new AuthenticationError('The webhook is not signed');
        }
        if (webhook.rawBody.toString() === '{}') {
          throw new InputError('body: {} says nothing; send what happened');
        }
        webhooks.push(webhook);
      },
    }),
  );
  app.use(
    MiddlewareFactory.create({
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
    }).error(),
  );
  return {
    app,
    service,
    owners,
    approvals,
    jobs,
    actLog,
    follower: EntityFollower.create({
      ...createServiceContext(serviceOptions),
      actLog,
      auditor,
    }),
    as: headersOf,
    auditor,
    webhooks,
  };
}

function userOf(credentials: unknown): string {
  const { principal } = credentials as {
    principal: { userEntityRef?: string };
  };
  return principal.userEntityRef ?? '';
}

function claimsOf(userRef: string): string[] {
  const person = Object.values(PEOPLE).find(([ref]) => ref === userRef);
  return [...(person ?? [])];
}

function decideByOwnership(
  permission: { name: string },
  userRef: string,
  denied: string[] = [],
): PolicyDecision {
  const claims = claimsOf(userRef);
  if (claims.includes('group:default/platform-admins')) {
    return { result: AuthorizeResult.ALLOW };
  }
  if (claims.length === 0 || denied.includes(permission.name)) {
    return { result: AuthorizeResult.DENY };
  }
  if (permission.name === migrationUpdatePermission.name) {
    return createMigrationConditionalDecision(
      migrationUpdatePermission,
      migrationConditions.isMigrationOwner({ claims }),
    );
  }
  if (permission.name === migrationTransferPermission.name) {
    return createMigrationConditionalDecision(
      migrationTransferPermission,
      migrationConditions.isMigrationOwner({
        claims,
        as: ['owner', 'initiator'],
      }),
    );
  }
  if (permission.name === targetUpdatePermission.name) {
    return createTargetConditionalDecision(
      targetUpdatePermission,
      targetConditions.isTargetOwner({ claims }),
    );
  }
  const known = datasetMigrationsPermissions.find(
    ({ name }) => name === permission.name,
  );
  const everybodys = known && !known.name.includes('fleet');
  return { result: everybodys ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
}
