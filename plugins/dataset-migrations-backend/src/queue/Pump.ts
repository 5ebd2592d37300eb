import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { AttemptRequest } from '../execution/AttemptRunner';
import type { AttemptOutcome } from '../execution/AttemptOutcome';
import { crashPoint } from '../execution/crashPoint';
import { Heartbeat, WorkEndedError } from './Heartbeat';
import type { ClaimedTarget } from './ClaimedTarget';
import { planSlots } from './planSlots';
import type { TargetQueue } from './TargetQueue';

export interface PumpOptions {
  queue: TargetQueue;
  runner: {
    run(request: AttemptRequest, signal: AbortSignal): Promise<AttemptOutcome>;
  };
  /** How many attempts run at once in this process. */
  concurrency: number;
  /** The part of the slots that is kept for targets that a person waits for, from 0 to 1. Default: 0.1. */
  interactiveShare?: number;
  leaseSeconds: number;
  /** An attempt that runs longer is ended and counts as failed. */
  attemptSeconds: number;
  logger: LoggerService;
}

/** An agent that does not stop in that time is left behind; its target is found again when the lease has run out. */
const DRAIN_SECONDS = 10;

const DEFAULT_INTERACTIVE_SHARE = 0.1;

/** Fills the free slots of this process with attempts. A tick claims and returns; it never waits for an attempt. */
export class Pump {
  readonly #options: PumpOptions;
  readonly #running = new Map<string, Promise<void>>();
  readonly #interactive = new Set<string>();
  #work = new AbortController();
  #claiming: Promise<void> | undefined;

  private constructor(options: PumpOptions) {
    this.#options = options;
  }

  static create(options: PumpOptions): Pump {
    return new Pump(options);
  }

  async tick(): Promise<void> {
    if (this.#work.signal.aborted || this.#claiming) {
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

  /** How many attempts run in this process. */
  get running(): number {
    return this.#running.size;
  }

  /** Claims again after a `drain`. */
  resume(): void {
    if (this.#work.signal.aborted) {
      this.#work = new AbortController();
    }
  }

  /**
   * Claims nothing more, stops what runs and gives it back, until `resume`. The database has to be up until this ends.
   */
  async drain(reason: string = 'The worker shuts down'): Promise<void> {
    this.#work.abort(new WorkEndedError(reason));
    await this.#claiming?.catch(() => undefined);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise(resolve => {
      timer = setTimeout(resolve, DRAIN_SECONDS * 1000);
    });
    await Promise.race([Promise.all(this.#running.values()), patience]);
    clearTimeout(timer);
  }

  async #fillSlots(): Promise<void> {
    const {
      queue,
      concurrency,
      interactiveShare = DEFAULT_INTERACTIVE_SHARE,
    } = this.#options;
    const slots = planSlots({
      concurrency,
      running: this.#running.size,
      runningInteractive: this.#interactive.size,
      interactiveShare,
    });
    if (slots.free <= 0) {
      return;
    }
    const { signal } = this.#work;
    for (const claim of await queue.claim(slots)) {
      crashPoint('afterClaim');
      if (claim.interactive) {
        this.#interactive.add(claim.attemptId);
      }
      const attempt = this.#attempt(claim, signal).finally(() => {
        this.#running.delete(claim.attemptId);
        this.#interactive.delete(claim.attemptId);
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
  async #attempt(claim: ClaimedTarget, work: AbortSignal): Promise<void> {
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
    const signal = AbortSignal.any([heartbeat.signal, work, timeout]);
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
      // also when the lease may be lost: the fence decides, and what is given back need not be found as lost
      await queue.release(claim, reason.message);
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
