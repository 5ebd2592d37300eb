import type { LoggerService } from '@backstage/backend-plugin-api';
import { Heartbeat } from '../queue/Heartbeat';
import { planFailure } from './planFailure';
import type { Publication, PublicationOutcome } from './Publication';
import type { PublicationQueue } from './PublicationQueue';
import type { Publisher } from './Publisher';

export interface PublicationPumpOptions {
  queue: PublicationQueue;
  publisher: Pick<Publisher, 'publish'>;
  leaseSeconds: number;
  /** How many publications run at once in this replica. Default: 2, since code hosts want writes one after the other. */
  concurrency?: number;
  logger: LoggerService;
}

const DEFAULT_CONCURRENCY = 2;

/** Takes what waits to be published and publishes it, a few at once. */
export class PublicationPump {
  static create(options: PublicationPumpOptions): PublicationPump {
    return new PublicationPump(options);
  }

  readonly #options: PublicationPumpOptions;
  readonly #concurrency: number;
  readonly #inFlight = new Set<Promise<void>>();
  readonly #stop = new AbortController();
  #claiming: Promise<void> | undefined;

  private constructor(options: PublicationPumpOptions) {
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

  async #publish(publication: Publication): Promise<void> {
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
    publication: Publication,
    publisher: PublicationPumpOptions['publisher'],
    signal: AbortSignal,
  ): Promise<void> {
    const { queue, logger } = this.#options;
    let outcome: PublicationOutcome;
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
    publication: Publication,
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
