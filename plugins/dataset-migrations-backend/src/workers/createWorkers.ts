import type {
  AuditorService,
  AuthService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type {
  ConsumerSource,
  Judge,
  MigrationAgent,
  OrphanSweep,
  ReaderSource,
  Verifier,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { RewriterAgent } from '../agents/RewriterAgent';
import type { DatabaseCodeHostBudget } from '../codeHosts/budget/DatabaseCodeHostBudget';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import { CodeScanReaderSource } from '../completion/CodeScanReaderSource';
import { ConsumerWatch } from '../completion/ConsumerWatch';
import { MigrationCompleter } from '../completion/MigrationCompleter';
import type { DatasetMigrationsConfig } from '../config/readDatasetMigrationsConfig';
import { DecisionKeeper } from '../decisions/DecisionKeeper';
import { dropLostReactions } from '../database/operations/reactions/dropLostReactions';
import { EventRelay } from '../events/EventRelay';
import { DeliveryPump } from '../events/webhooks/DeliveryPump';
import { WebhookKeys } from '../events/webhooks/WebhookKeys';
import { AttemptRunner } from '../execution/AttemptRunner';
import { OrphanSweeper } from '../execution/OrphanSweeper';
import { WorkingDirectory } from '../execution/WorkingDirectory';
import type { EntityFollower } from '../following/EntityFollower';
import { JobKeeper } from '../jobs/JobKeeper';
import { Memberships } from '../jobs/Memberships';
import { DuplicateSweeper } from '../publishing/duplicates/DuplicateSweeper';
import { DatabaseLearnedRules } from '../learning/DatabaseLearnedRules';
import { DatabaseModelAccounts } from '../models/DatabaseModelAccounts';
import { PublicationPump } from '../publishing/PublicationPump';
import {
  PublicationQueue,
  type PublicationQueueOptions,
} from '../publishing/PublicationQueue';
import { Publisher, type PublisherOptions } from '../publishing/Publisher';
import { RevertPublisher } from '../publishing/reverting/RevertPublisher';
import { RevertQueue } from '../publishing/reverting/RevertQueue';
import { Pump } from '../queue/Pump';
import { TargetQueue } from '../queue/TargetQueue';
import { NewsTeller } from '../service/announcing/NewsTeller';
import { DatabaseSessionLogs } from '../sessions/DatabaseSessionLogs';
import { MergeKeeper } from '../tracking/merging/MergeKeeper';
import { tracePublisher } from '../telemetry/tracePublisher';
import { NeedlessKeeper } from '../tracking/rebuild/NeedlessKeeper';
import { StaleKeeper } from '../tracking/stale/StaleKeeper';
import { ConversationReader } from '../tracking/conversations/ConversationReader';
import { EffectPump } from '../tracking/effects/EffectPump';
import type { PullRequestPoller } from '../tracking/PullRequestPoller';
import type { WebhookIntake } from '../tracking/WebhookIntake';
import { binds } from '../verification/verifiers/binds';
import { noOldReference } from '../verification/verifiers/noOldReference';
import { parses } from '../verification/verifiers/parses';
import { sameResults } from '../verification/verifiers/sameResults';
import { WaveKeeper } from '../waves/WaveKeeper';
import { Replica } from './Replica';
import { Workers } from './Workers';

export interface CreateWorkersOptions {
  knex: Knex;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: DatasetMigrationsConfig;
  /** Address of the Backstage app. */
  appUrl: string;
  codeHosts: CodeHosts;
  budget: DatabaseCodeHostBudget;
  /** Agents that modules have added; they come after the rewriter. */
  agents: MigrationAgent[];
  /** Verifiers that modules have added; they come after the built-in ones. */
  verifiers: Verifier[];
  /** Judges that modules have added. */
  judges: Judge[];
  /** All sources, those of modules too. */
  consumerSources: readonly ConsumerSource[];
  /** Sources that modules add to the scan of code. */
  readerSources: readonly ReaderSource[];
  /** What modules add that run attempts on other machines. */
  orphanSweeps: readonly OrphanSweep[];
  entityFollower: EntityFollower;
  poller: PullRequestPoller;
  webhookIntake: WebhookIntake;
  notifications: NotificationService;
  events: EventsService;
  scheduler: SchedulerService;
  /** Called after what has changed in a migration is committed. */
  onChange: (migrationId: string) => void;
  logger: LoggerService;
}

const ATTEMPT_SECONDS = 1800;

/** Puts the background work of this replica together. */
export async function createWorkers(
  options: CreateWorkersOptions,
): Promise<Workers> {
  const { knex, config, codeHosts, onChange, logger } = options;
  const { leaseSeconds, concurrency, repositories, pullRequests } = config;
  const { maxFileSizeBytes } = repositories;
  const { lookAgainSeconds } = config.completion;
  const worker = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const workingDirectory = await WorkingDirectory.create({
    root: config.workingDirectory,
    maxMirrorBytes: config.mirrors.maxBytes,
    logger,
  });
  const sessions = DatabaseSessionLogs.create({
    knex,
    keptDays: config.sessionLogs.keptDays,
    logger,
  });
  const queue = TargetQueue.create({
    knex,
    worker,
    leaseSeconds,
    pauseAfterFailures: config.pauseAfterFailures,
    runningAttempts: config.runningAttempts,
    onChange,
  });
  const runner = AttemptRunner.create({
    codeHosts,
    agents: [RewriterAgent.create({ maxFileSizeBytes }), ...options.agents],
    learnedRules: DatabaseLearnedRules.create({ knex }),
    verifiers: [
      parses({ maxFileSizeBytes }),
      noOldReference({ maxFileSizeBytes }),
      binds({ maxFileSizeBytes }),
      sameResults({ maxFileSizeBytes }),
      ...options.verifiers,
    ],
    judging: { judges: options.judges, policy: config.judging },
    models: DatabaseModelAccounts.create({
      knex,
      budgets: config.modelBudgets,
    }),
    sessions,
    workingDirectory,
    limits: repositories,
    logger,
  });
  const pump = Pump.create({
    queue,
    runner,
    concurrency,
    interactiveShare: config.interactiveShare,
    leaseSeconds,
    attemptSeconds: ATTEMPT_SECONDS,
    logger,
  });
  const publishing: PublicationQueueOptions & PublisherOptions = {
    knex,
    budget: options.budget,
    capacity: pullRequests.open,
    pauseAfterFailures: config.pauseAfterFailures,
    worker,
    leaseSeconds,
    onChange,
    codeHosts,
    pullRequests,
    workingDirectory,
    appUrl: options.appUrl,
    logger,
  };
  return Workers.create({
    replica: Replica.create({
      knex,
      worker,
      host: hostname(),
      slots: concurrency,
      pump,
      logger,
    }),
    queue,
    pump,
    publicationPump: PublicationPump.create({
      queue: PublicationQueue.create(publishing),
      publisher: tracePublisher('publication', Publisher.create(publishing)),
      concurrency: pullRequests.concurrency,
      leaseSeconds,
      logger,
    }),
    revertPump: PublicationPump.create({
      queue: RevertQueue.create(publishing),
      publisher: tracePublisher('revert', RevertPublisher.create(publishing)),
      concurrency: pullRequests.concurrency,
      leaseSeconds,
      logger,
    }),
    poller: options.poller,
    webhookIntake: options.webhookIntake,
    duplicateSweeper: DuplicateSweeper.create({
      knex,
      codeHosts,
      budget: options.budget,
      branchPrefix: pullRequests.branchPrefix,
      onChange,
      logger,
    }),
    conversationReader: ConversationReader.create({
      knex,
      codeHosts,
      budget: options.budget,
      reacts: pullRequests.reactions.enabled && options.agents.length > 0,
      logger,
    }),
    orphanSweeper: OrphanSweeper.create({
      knex,
      sweeps: options.orphanSweeps,
      logger,
    }),
    effectPump: EffectPump.create({
      knex,
      auditor: options.auditor,
      codeHosts,
      budget: options.budget,
      appUrl: options.appUrl,
      stale: pullRequests.stale,
      autoMerge: pullRequests.autoMerge,
      reactions: pullRequests.reactions,
      codingAgents: options.agents.map(({ id }) => id),
      onChange,
      logger,
    }),
    mergeKeeper: MergeKeeper.create({ knex, policy: pullRequests.autoMerge }),
    needlessKeeper: NeedlessKeeper.create({ knex }),
    dropLostReactions: async () => await dropLostReactions(knex),
    jobKeeper: JobKeeper.create({
      knex,
      memberships: Memberships.create(options),
      decisions: config.decisions,
      onChange,
      logger,
    }),
    decisionKeeper: DecisionKeeper.create({ knex, onChange, logger }),
    staleKeeper: StaleKeeper.create({ knex, policy: pullRequests.stale }),
    completer: MigrationCompleter.create({
      knex,
      sources: [
        CodeScanReaderSource.create({
          codeHosts,
          workingDirectory,
          maxFileSizeBytes,
          logger,
        }),
        ...options.readerSources,
      ],
      lookAgainSeconds,
      onChange,
      logger,
    }),
    consumerWatch: ConsumerWatch.create({
      knex,
      auth: options.auth,
      codeHosts,
      sources: options.consumerSources,
      lookAgainSeconds,
      onChange,
      logger,
    }),
    waveKeeper: WaveKeeper.create({ knex, onChange, logger }),
    newsTeller: NewsTeller.create({
      knex,
      notifications: options.notifications,
      policy: config.notifications,
      logger,
    }),
    entityFollower: options.entityFollower,
    eventRelay: EventRelay.create(options),
    deliveryPump: DeliveryPump.create({
      ...options,
      policy: config.webhooks,
      keys: WebhookKeys.create(config.webhooks.keys),
    }),
    sessions,
    workingDirectory,
    scheduler: options.scheduler,
    logger,
  });
}
