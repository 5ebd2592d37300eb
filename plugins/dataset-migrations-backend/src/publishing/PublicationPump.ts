import type { LoggerService } from '@backstage/backend-plugin-api';
import type { LeaseRenewal } from '../database/operations/queue/renewLease';
import { Heartbeat } from '../queue/Heartbeat';
import { planFailure, type FailurePlan } from './planFailure';
import type {
  Publication,
  PublicationOutcome,
  RecordPush,
} from './Publication';

/** What the pump has to know of a piece of work, whatever it publishes. */
export type PublishedWork = Pick<Publication, 'targetId' | 'failureCount'>;

/** Claims pieces of work and records what became of them; false, and nothing written, when a claim is no longer good. */
export interface PublishingQueue<TWork, TOutcome> {
  claim(limit: number): Promise<TWork[]>;
  renew(work: TWork): Promise<LeaseRenewal>;
  /** Writes a commit down that is about to be pushed. */
  recordPush(work: TWork, sha: string): Promise<boolean>;
  finish(work: TWork, outcome: TOutcome): Promise<boolean>;
  fail(work: TWork, plan: FailurePlan): Promise<boolean>;
  release(work: TWork): Promise<boolean>;
}

export interface PublicationPumpOptions<TWork, TOutcome> {
  queue: PublishingQueue<TWork, TOutcome>;
  publisher: {
    publish(
      work: TWork,
      recordPush: RecordPush,
      signal: AbortSignal,
    ): Promise<TOutcome>;
  };
  leaseSeconds: number;
  /** How many publications run at once in this replica. Default: 2, since code hosts want writes one after the other. */
  concurrency?: number;
  logger: LoggerService;
}

const DEFAULT_CONCURRENCY = 2;

/** Takes what waits to be published and publishes it, a few at once. */
export class PublicationPump<
  TWork extends PublishedWork = Publication,
  TOutcome = PublicationOutcome,
> {
  static create<TWork extends PublishedWork, TOutcome>(
    options: PublicationPumpOptions<TWork, TOutcome>,
  ): PublicationPump<TWork, TOutcome> {
    return new PublicationPump(options);
  }

  readonly #options: PublicationPumpOptions<TWork, TOutcome>;
  readonly #concurrency: number;
  readonly #inFlight = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #claiming: Promise<void> | undefined;

  private constructor(options: PublicationPumpOptions<TWork, TOutcome>) {
    this.#options = options;
    this.#concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
  }

  /** Fills the free places and returns; it never waits for a publication. */
  async tick(): Promise<void> {
    this.#claiming ??= this.#fillPlaces().finally(() => {
      this.#claiming = undefined;
    });
    await this.#claiming;
  }

  async #fillPlaces(): Promise<void> {
    const free = this.#concurrency - this.#inFlight.size;
    if (free <= 0 || this.#stop.signal.aborted) {
      return;
    }
    for (const publication of await this.#options.queue.claim(free)) {
      const work = this.#publish(publication).finally(() => {
        this.#inFlight.delete(work);
        // A free place is filled at once, not at the next tick.
        this.tick().catch(error =>
          this.#options.logger.warn(
            `What waits to be published could not be claimed: ${error}`,
          ),
        );
      });
      this.#inFlight.add(work);
    }
  }

  /** Waits until nothing is being published. */
  async drain(): Promise<void> {
    while (this.#claiming || this.#inFlight.size > 0) {
      await this.#claiming?.catch(() => undefined);
      await Promise.all(this.#inFlight);
    }
  }

  /** Begins nothing more, and gives back what has begun. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('The backend is stopped'));
    await this.drain();
  }

  async #publish(publication: TWork): Promise<void> {
    const { queue, publisher, leaseSeconds, logger } = this.#options;
    const { targetId } = publication;
    const heartbeat = Heartbeat.start({
      renew: () => queue.renew(publication),
      leaseSeconds,
      logger,
    });
    try {
      await this.#publishHeld(
        publication,
        publisher,
        AbortSignal.any([heartbeat.signal, this.#stop.signal]),
      );
    } catch (error) {
      // the lease runs out, and whoever claims the target next finds what stands on the code host
      logger.error(`Target ${targetId} could not be recorded: ${error}`);
    } finally {
      heartbeat.stop();
    }
  }

  async #publishHeld(
    publication: TWork,
    publisher: PublicationPumpOptions<TWork, TOutcome>['publisher'],
    signal: AbortSignal,
  ): Promise<void> {
    const { queue, logger } = this.#options;
    let outcome: TOutcome;
    try {
      outcome = await publisher.publish(
        publication,
        sha => queue.recordPush(publication, sha),
        signal,
      );
    } catch (error) {
      await this.#recordFailure(publication, error, signal);
      return;
    }
    if (!(await queue.finish(publication, outcome))) {
      logger.info(
        `Target ${publication.targetId} was taken over by another worker`,
      );
    }
  }

  async #recordFailure(
    publication: TWork,
    error: unknown,
    signal: AbortSignal,
  ): Promise<void> {
    const { queue, logger } = this.#options;
    const { targetId, failureCount } = publication;
    if (this.#stop.signal.aborted) {
      await queue.release(publication);
      return;
    }
    if (signal.aborted) {
      logger.info(`Target ${targetId} is not published: ${signal.reason}`);
      return;
    }
    const plan = planFailure({ error, failureCount });
    logger.warn(
      `Target ${targetId} could not be published (${plan.kind}): ${error}`,
    );
    await queue.fail(publication, plan);
  }
}
