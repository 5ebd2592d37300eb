import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { AttemptRequest } from '../execution/AttemptRunner';
import type { AttemptOutcome } from '../execution/AttemptOutcome';
import { crashPoint } from '../execution/crashPoint';
import { Heartbeat, WorkEndedError } from './Heartbeat';
import type { ClaimedTarget } from './ClaimedTarget';
import type { TargetQueue } from './TargetQueue';

export interface PumpOptions {
  queue: TargetQueue;
  runner: {
    run(request: AttemptRequest, signal: AbortSignal): Promise<AttemptOutcome>;
  };
  /** How many attempts run at once in this process. */
  concurrency: number;
  leaseSeconds: number;
  /** An attempt that runs longer is ended and counts as failed. */
  attemptSeconds: number;
  logger: LoggerService;
}

/** An agent that does not stop in that time is left behind; its target is found again when the lease has run out. */
const DRAIN_SECONDS = 10;

/** Fills the free slots of this process with attempts. A tick claims and returns; it never waits for an attempt. */
export class Pump {
  readonly #options: PumpOptions;
  readonly #running = new Map<string, Promise<void>>();
  readonly #shutdown = new AbortController();
  #claiming: Promise<void> | undefined;

  private constructor(options: PumpOptions) {
    this.#options = options;
  }

  static create(options: PumpOptions): Pump {
    return new Pump(options);
  }

  async tick(): Promise<void> {
    if (this.#shutdown.signal.aborted || this.#claiming) {
      return;
    }
    this.#claiming = this.#fillSlots();
    try {
      await this.#claiming;
    } finally {
      this.#claiming = undefined;
    }
  }

  /** Resolves when no attempt is running in this process. */
  async idle(): Promise<void> {
    await this.#claiming;
    while (this.#running.size > 0) {
      await Promise.all(this.#running.values());
    }
  }

  /** Claims nothing more, stops what runs and gives it back. The database has to be up until this ends. */
  async drain(): Promise<void> {
    this.#shutdown.abort(
      new WorkEndedError('The worker shuts down', { leaseHeld: true }),
    );
    await this.#claiming?.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise(resolve => {
      timer = setTimeout(resolve, DRAIN_SECONDS * 1000);
    });
    await Promise.race([Promise.all(this.#running.values()), patience]);
    clearTimeout(timer);
  }

  async #fillSlots(): Promise<void> {
    const { queue, concurrency } = this.#options;
    const free = concurrency - this.#running.size;
    if (free <= 0) {
      return;
    }
    for (const claim of await queue.claim(free)) {
      crashPoint('afterClaim');
      const attempt = this.#attempt(claim).finally(() => {
        this.#running.delete(claim.attemptId);
        // A free slot is filled at once, not at the next tick.
        this.#wake();
      });
      this.#running.set(claim.attemptId, attempt);
    }
  }

  #wake(): void {
    this.tick().catch(error =>
      this.#options.logger.warn('Targets could not be claimed', error),
    );
  }

  /** Never rejects: what cannot be recorded now is found again when the lease has run out. */
  async #attempt(claim: ClaimedTarget): Promise<void> {
    const { queue, runner, leaseSeconds, attemptSeconds } = this.#options;
    const logger = this.#options.logger.child({
      targetId: claim.targetId,
      attemptId: claim.attemptId,
    });
    const heartbeat = Heartbeat.start({
      renew: async () => await queue.renew(claim),
      leaseSeconds,
      logger,
    });
    const timeout = AbortSignal.timeout(attemptSeconds * 1000);
    const signal = AbortSignal.any([
      heartbeat.signal,
      this.#shutdown.signal,
      timeout,
    ]);
    try {
      const outcome = await runner.run(claim, signal);
      if (!(await queue.finish(claim, outcome))) {
        logger.info(
          'The target was moved meanwhile; the attempt does not count',
        );
      }
    } catch (error) {
      try {
        await this.#giveBack(claim, signal, timeout, error, logger);
      } catch (failure) {
        logger.error(
          'The end of an attempt could not be recorded',
          toError(failure),
        );
      }
    } finally {
      heartbeat.stop();
    }
  }

  async #giveBack(
    claim: ClaimedTarget,
    signal: AbortSignal,
    timeout: AbortSignal,
    error: unknown,
    logger: LoggerService,
  ): Promise<void> {
    const { queue, attemptSeconds } = this.#options;
    const { reason } = signal;
    if (reason instanceof WorkEndedError) {
      logger.info(`An attempt was ended: ${reason.message}`);
      if (reason.leaseHeld) {
        await queue.release(claim, reason.message);
      }
      return;
    }
    const { message } = toError(error);
    logger.warn(`An attempt failed: ${message}`);
    await queue.finish(claim, {
      kind: 'failed',
      failure: 'agent',
      reason: timeout.aborted
        ? `The attempt did not end within ${attemptSeconds} seconds`
        : message,
      record: { agents: [], findings: [], notes: [] },
    });
  }
}
