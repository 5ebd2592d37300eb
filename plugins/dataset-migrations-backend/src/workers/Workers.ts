import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';
import type { ConsumerWatch } from '../completion/ConsumerWatch';
import type { MigrationCompleter } from '../completion/MigrationCompleter';
import type { DecisionKeeper } from '../decisions/DecisionKeeper';
import type { EventRelay } from '../events/EventRelay';
import type { DeliveryPump } from '../events/webhooks/DeliveryPump';
import type { EntityFollower } from '../following/EntityFollower';
import type { OrphanSweeper } from '../execution/OrphanSweeper';
import type { WorkingDirectory } from '../execution/WorkingDirectory';
import type { JobKeeper } from '../jobs/JobKeeper';
import type { DuplicateSweeper } from '../publishing/duplicates/DuplicateSweeper';
import type { PublicationPump } from '../publishing/PublicationPump';
import type { Revert, RevertOutcome } from '../publishing/reverting/Revert';
import type { Pump } from '../queue/Pump';
import type { TargetQueue } from '../queue/TargetQueue';
import type { NewsTeller } from '../service/announcing/NewsTeller';
import type { DatabaseSessionLogs } from '../sessions/DatabaseSessionLogs';
import type { MergeKeeper } from '../tracking/merging/MergeKeeper';
import type { NeedlessKeeper } from '../tracking/rebuild/NeedlessKeeper';
import type { StaleKeeper } from '../tracking/stale/StaleKeeper';
import type { ConversationReader } from '../tracking/conversations/ConversationReader';
import type { EffectPump } from '../tracking/effects/EffectPump';
import type { PullRequestPoller } from '../tracking/PullRequestPoller';
import type { WaveKeeper } from '../waves/WaveKeeper';
import type { WebhookIntake } from '../tracking/WebhookIntake';
import type { Replica } from './Replica';

export interface WorkersOptions {
  replica: Replica;
  queue: TargetQueue;
  pump: Pump;
  publicationPump: PublicationPump;
  revertPump: PublicationPump<Revert, RevertOutcome>;
  poller: PullRequestPoller;
  webhookIntake: WebhookIntake;
  duplicateSweeper: DuplicateSweeper;
  conversationReader: ConversationReader;
  orphanSweeper: OrphanSweeper;
  effectPump: EffectPump;
  jobKeeper: JobKeeper;
  decisionKeeper: DecisionKeeper;
  staleKeeper: StaleKeeper;
  needlessKeeper: NeedlessKeeper;
  dropLostReactions: () => Promise<void>;
  mergeKeeper: MergeKeeper;
  completer: MigrationCompleter;
  consumerWatch: ConsumerWatch;
  waveKeeper: WaveKeeper;
  newsTeller: NewsTeller;
  entityFollower: EntityFollower;
  eventRelay: EventRelay;
  deliveryPump: DeliveryPump;
  sessions: DatabaseSessionLogs;
  workingDirectory: WorkingDirectory;
  scheduler: SchedulerService;
  logger: LoggerService;
}

interface Tick {
  /** Static and few: the scheduler keeps a row for each, for ever. */
  id: string;
  /** `local` in each replica, `global` in one at a time. */
  scope: 'local' | 'global';
  frequency: HumanDuration;
  tick: () => Promise<void>;
}

/**
 * The background work of one replica. The scheduler of Backstage is only the tick: who does what is decided by leases
 * in the database, so that a tick may come twice, late or never in this replica.
 */
export class Workers {
  readonly #options: WorkersOptions;
  readonly #stop = new AbortController();

  private constructor(options: WorkersOptions) {
    this.#options = options;
  }

  static create(options: WorkersOptions): Workers {
    return new Workers(options);
  }

  /** Throws when this process must not work, see `Replica`. */
  async join(): Promise<void> {
    await this.#options.replica.join();
  }

  async start(): Promise<void> {
    for (const { id, scope, frequency, tick } of this.#ticks()) {
      await this.#options.scheduler.scheduleTask({
        id,
        scope,
        frequency,
        timeout: { seconds: 30 },
        signal: this.#stop.signal,
        fn: tick,
      });
    }
  }

  /** Begins nothing more, gives back what is held, and cleans up. The database has to be up until this ends. */
  async stop(): Promise<void> {
    const {
      replica,
      pump,
      publicationPump,
      poller,
      completer,
      workingDirectory,
    } = this.#options;
    this.#stop.abort();
    replica.retire();
    const ends = await Promise.allSettled([
      pump.drain(),
      publicationPump.stop(),
      this.#options.revertPump.stop(),
      this.#options.webhookIntake.drain().then(() => poller.drain()),
      completer.drain(),
      this.#options.conversationReader.stop(),
      this.#options.effectPump.stop(),
      this.#options.consumerWatch.drain(),
      this.#options.entityFollower.stop(),
      this.#options.eventRelay.stop(),
      this.#options.deliveryPump.stop(),
      this.#options.jobKeeper.stop(),
    ]);
    for (const end of ends) {
      if (end.status === 'rejected') {
        this.#options.logger.warn(
          `Background work did not end well: ${end.reason}`,
        );
      }
    }
    await replica.leave();
    await workingDirectory.dispose();
  }

  #ticks(): Tick[] {
    const {
      replica,
      queue,
      pump,
      publicationPump,
      poller,
      completer,
      newsTeller,
      workingDirectory,
    } = this.#options;
    return [
      {
        id: 'replica',
        scope: 'local',
        frequency: { seconds: 5 },
        tick: async () => await replica.beat(),
      },
      {
        id: 'pump',
        scope: 'local',
        frequency: { seconds: 1 },
        tick: async () => await pump.tick(),
      },
      {
        id: 'publish-pump',
        scope: 'local',
        frequency: { seconds: 1 },
        tick: async () => await publicationPump.tick(),
      },
      {
        id: 'revert-pump',
        scope: 'local',
        frequency: { seconds: 2 },
        tick: async () => await this.#options.revertPump.tick(),
      },
      {
        // In each replica: when the one that ran it is killed, the scheduler keeps a global task for up to 90 s.
        id: 'lease-reaper',
        scope: 'local',
        frequency: { seconds: 5 },
        tick: async () => {
          await queue.reap();
          await queue.publishProposals();
        },
      },
      {
        id: 'pull-request-poll',
        scope: 'global',
        frequency: { seconds: 5 },
        tick: async () => await poller.tick(),
      },
      {
        // In each replica, as the reaper: who decides is settled by a lock on the migration.
        id: 'waves',
        scope: 'local',
        frequency: { seconds: 5 },
        tick: async () => await this.#options.waveKeeper.tick(),
      },
      {
        // In each replica, as the reaper: who works on a job is settled by a lock on it.
        id: 'jobs',
        scope: 'local',
        frequency: { seconds: 2 },
        tick: async () => await this.#options.jobKeeper.tick(),
      },
      {
        // In each replica, since each counts what it refused; who works on a delivery is decided in the database.
        id: 'webhook-intake',
        scope: 'local',
        frequency: { seconds: 5 },
        tick: async () => await this.#options.webhookIntake.tick(),
      },
      {
        id: 'duplicate-sweep',
        scope: 'global',
        frequency: { minutes: 1 },
        tick: async () => {
          await Promise.all([
            this.#options.duplicateSweeper.tick(),
            this.#options.orphanSweeper.tick(),
          ]);
        },
      },
      {
        id: 'effects',
        scope: 'global',
        frequency: { seconds: 10 },
        tick: async () => {
          await this.#options.conversationReader.tick();
          await this.#options.effectPump.tick();
        },
      },
      {
        id: 'stale',
        scope: 'global',
        frequency: { minutes: 1 },
        tick: async () => {
          await this.#options.decisionKeeper.tick();
          await newsTeller.lookAtDeadlines();
          await this.#options.needlessKeeper.tick();
          await this.#options.staleKeeper.tick();
          await this.#options.dropLostReactions();
          await this.#options.sessions.sweep();
          await this.#options.deliveryPump.sweep();
          await this.#options.jobKeeper.sweep();
        },
      },
      {
        id: 'auto-merge',
        scope: 'global',
        frequency: { seconds: 30 },
        tick: async () => await this.#options.mergeKeeper.tick(),
      },
      {
        id: 'completion',
        scope: 'global',
        frequency: { seconds: 5 },
        tick: async () => await completer.tick(),
      },
      {
        id: 'consumer-watch',
        scope: 'global',
        frequency: { seconds: 30 },
        tick: async () => await this.#options.consumerWatch.tick(),
      },
      {
        id: 'catalog-entities',
        scope: 'global',
        frequency: { seconds: 30 },
        tick: async () => await this.#options.entityFollower.tick(),
      },
      {
        id: 'news',
        scope: 'global',
        frequency: { seconds: 5 },
        tick: async () => await newsTeller.tick(),
      },
      {
        // In each replica, as the reaper: who publishes is settled by a lease.
        id: 'event-relay',
        scope: 'local',
        frequency: { seconds: 2 },
        tick: async () => await this.#options.eventRelay.tick(),
      },
      {
        // In each replica: who sends what is settled by claims.
        id: 'event-deliveries',
        scope: 'local',
        frequency: { seconds: 2 },
        tick: async () => await this.#options.deliveryPump.tick(),
      },
      {
        // In each replica: a machine is tidied up by whoever is on it.
        id: 'folder-sweep',
        scope: 'local',
        frequency: { minutes: 1 },
        tick: async () => await workingDirectory.sweep(),
      },
    ];
  }
}
