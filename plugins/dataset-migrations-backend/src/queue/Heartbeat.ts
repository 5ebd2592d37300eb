import type { LoggerService } from '@backstage/backend-plugin-api';
import type { LeaseRenewal } from '../database/operations/queue/renewLease';

export interface HeartbeatOptions {
  renew: () => Promise<LeaseRenewal>;
  leaseSeconds: number;
  logger: LoggerService;
}

/** Why work had to end before its time. */
export class WorkEndedError extends Error {
  readonly name = 'WorkEndedError';
  /** Whether the lease is still held, so that the target can be given back. */
  readonly leaseHeld: boolean;

  constructor(message: string, options: { leaseHeld: boolean }) {
    super(message);
    this.leaseHeld = options.leaseHeld;
  }
}

/**
 * Keeps a lease alive while work goes on, and ends the work when the lease is lost, when nobody wants the work any
 * more, or when the database has not answered for two thirds of the lease: before anybody else can take over.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #renewedAt = performance.now();
  #beating = false;

  private constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#timer = setInterval(
      () => this.beat(),
      (options.leaseSeconds * 1000) / 4,
    );
    this.#timer.unref();
  }

  static start(options: HeartbeatOptions): Heartbeat {
    return new Heartbeat(options);
  }

  /** Aborted, with a `WorkEndedError`, when the work has to end. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  async beat(): Promise<void> {
    const { renew, leaseSeconds, logger } = this.#options;
    const sinceRenewal = (performance.now() - this.#renewedAt) / 1000;
    if (sinceRenewal > (leaseSeconds * 2) / 3) {
      this.#end('The lease could not be renewed in time', false);
      return;
    }
    if (this.#beating) {
      return;
    }
    this.#beating = true;
    try {
      const asked = performance.now();
      const renewal = await renew();
      if (renewal === 'renewed') {
        this.#renewedAt = asked;
      } else if (renewal === 'stopped') {
        this.#end('The migration was stopped', true);
      } else {
        this.#end('The lease was lost', false);
      }
    } catch (error) {
      logger.warn('A lease could not be renewed', error as Error);
    } finally {
      this.#beating = false;
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #end(reason: string, leaseHeld: boolean): void {
    this.stop();
    this.#abort.abort(new WorkEndedError(reason, { leaseHeld }));
  }
}
