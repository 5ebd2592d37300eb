import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  codeHostsExtensionPoint,
  consumerSourcesExtensionPoint,
  judgesExtensionPoint,
  migrationAgentsExtensionPoint,
  orphanSweepsExtensionPoint,
  readerSourcesExtensionPoint,
  verifiersExtensionPoint,
  type CodeHost,
  type ConsumerSource,
  type Judge,
  type MigrationAgent,
  type OrphanSweep,
  type ReaderSource,
  type Verifier,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { DatabaseCodeHostBudget } from './codeHosts/budget/DatabaseCodeHostBudget';
import { DeferredCodeHostBudget } from './codeHosts/budget/DeferredCodeHostBudget';
import { CodeHosts } from './codeHosts/CodeHosts';
import { readDatasetMigrationsConfig } from './config/readDatasetMigrationsConfig';
import { applyDatabaseMigrations } from './database/applyDatabaseMigrations';
import { createConsumerSources } from './discovery/createConsumerSources';
import { EntityFollower } from './following/EntityFollower';
import { registerPermissions } from './permissions/registerPermissions';
import { registerActions } from './service/actions/registerActions';
import { ChangeAnnouncer } from './service/announcing/ChangeAnnouncer';
import { createApprovalService } from './service/approvals/createApprovalService';
import { ActLog } from './service/audit/ActLog';
import { createAuditService } from './service/audit/createAuditService';
import { createCalendarService } from './service/calendars/createCalendarService';
import { createClusterService } from './service/clusters/createClusterService';
import {
  createMigrationService,
  createServiceContext,
} from './service/createMigrationService';
import { createRouter, WEBHOOKS_PATH } from './service/createRouter';
import { createEventSubscriptionService } from './service/eventSubscriptions/createEventSubscriptionService';
import { createJobService } from './service/jobs/createJobService';
import { createNoticeService } from './service/notices/createNoticeService';
import { createOwnerService } from './service/owners/createOwnerService';
import { createProgressService } from './service/progress/createProgressService';
import { createRevertService } from './service/reverts/createRevertService';
import { createLearningService } from './service/learning/createLearningService';
import { createSessionService } from './service/sessions/createSessionService';
import { createWaveService } from './service/waves/createWaveService';
import { observeQueue } from './telemetry/observeQueue';
import { PullRequestPoller } from './tracking/PullRequestPoller';
import { WebhookIntake } from './tracking/WebhookIntake';
import { createExtensions } from './workers/createExtensions';
import { createWorkers } from './workers/createWorkers';

/**
 * Moves the consumers of a dataset onto its replacement.
 * @public
 */
export const datasetMigrationsPlugin = createBackendPlugin({
  pluginId: 'dataset-migrations',
  register(env) {
    const addedCodeHosts = createExtensions<CodeHost>('code host');
    const deferredBudget = DeferredCodeHostBudget.create();
    const consumerSources = createExtensions<ConsumerSource>(
      'source of consumers',
      ['catalog', 'code search'],
    );
    const agents = createExtensions<MigrationAgent>('agent', ['rewriter']);
    const verifiers = createExtensions<Verifier>('verifier', [
      'parses',
      'noOldReference',
      'binds',
      'sameResults',
    ]);
    const judges = createExtensions<Judge>('judge');
    env.registerExtensionPoint(codeHostsExtensionPoint, {
      addCodeHost: addedCodeHosts.add,
      budget: deferredBudget,
    });
    env.registerExtensionPoint(consumerSourcesExtensionPoint, {
      addConsumerSource: consumerSources.add,
    });
    const readerSources = createExtensions<ReaderSource>('source of readers', [
      'code',
    ]);
    env.registerExtensionPoint(readerSourcesExtensionPoint, {
      addReaderSource: readerSources.add,
    });
    env.registerExtensionPoint(migrationAgentsExtensionPoint, {
      addAgent: agents.add,
    });
    env.registerExtensionPoint(judgesExtensionPoint, {
      addJudge: judges.add,
    });
    const orphanSweeps = createExtensions<OrphanSweep>('sweep of orphans');
    env.registerExtensionPoint(orphanSweepsExtensionPoint, {
      addOrphanSweep: orphanSweeps.add,
    });
    env.registerExtensionPoint(verifiersExtensionPoint, {
      addVerifier: verifiers.add,
    });

    env.registerInit({
      deps: {
        actionsRegistry: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        rootConfig: coreServices.rootConfig,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { database, httpRouter, lifecycle, logger, rootConfig } = deps;
        const config = readDatasetMigrationsConfig(rootConfig);
        const knex = await database.getClient();
        if (!database.migrations?.skip) {
          await applyDatabaseMigrations(knex);
        }
        registerPermissions({ ...deps, knex });

        const codeHosts = CodeHosts.create({
          codeHosts: addedCodeHosts.list(),
        });
        const sources = createConsumerSources({
          catalog: deps.catalog,
          codeHosts: codeHosts.list(),
          config,
          added: consumerSources.list(),
        });
        const budget = DatabaseCodeHostBudget.create({
          knex,
          limitsOf: config.codeHostLimits,
          clockRate: config.codeHostClockRate,
          logger,
        });
        deferredBudget.open(budget);
        const { onChange } = ChangeAnnouncer.create(deps);
        const poller = PullRequestPoller.create({
          knex,
          codeHosts,
          budget,
          ...config.pullRequests,
          reacts:
            config.pullRequests.reactions.enabled && agents.list().length > 0,
          onChange,
          logger,
        });
        const webhookIntake = WebhookIntake.create({
          knex,
          codeHosts,
          poller,
          logger,
        });
        const serviceOptions = {
          ...deps,
          knex,
          config,
          codeHosts,
          consumerSources: sources,
          agentIds: ['rewriter', ...agents.list().map(({ id }) => id)],
          judgeIds: judges.list().map(({ id }) => id),
          onChange,
        };
        const actLog = ActLog.create({ ...deps, knex });
        const workers = await createWorkers({
          ...deps,
          knex,
          config,
          appUrl: rootConfig.getString('app.baseUrl'),
          codeHosts,
          budget,
          agents: agents.list(),
          verifiers: verifiers.list(),
          judges: judges.list(),
          consumerSources: sources,
          readerSources: readerSources.list(),
          orphanSweeps: orphanSweeps.list(),
          entityFollower: EntityFollower.create({
            ...createServiceContext(serviceOptions),
            actLog,
            auditor: deps.auditor,
          }),
          poller,
          webhookIntake,
          onChange,
        });
        await workers.join();
        lifecycle.addStartupHook(async () => await workers.start());
        const endObserving = observeQueue({ knex, logger });
        lifecycle.addShutdownHook(async () => {
          endObserving();
          await workers.stop();
        });

        httpRouter.addAuthPolicy({
          path: WEBHOOKS_PATH,
          allow: 'unauthenticated',
        });
        const service = createMigrationService(serviceOptions);
        const owners = createOwnerService(serviceOptions);
        const approvals = createApprovalService(serviceOptions);
        const jobs = createJobService(serviceOptions);
        registerActions({ ...deps, service, owners, approvals, jobs, actLog });
        httpRouter.use(
          createRouter({
            ...deps,
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
            receiveWebhook: async webhook =>
              await webhookIntake.receive(webhook),
          }),
        );
      },
    });
  },
});
