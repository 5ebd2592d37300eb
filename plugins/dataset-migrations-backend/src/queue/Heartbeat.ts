import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { LeaseRenewal } from '../database/operations/queue/renewLease';

export interface HeartbeatOptions {
  renew: () => Promise<LeaseRenewal>;
  leaseSeconds: number;
  logger: LoggerService;
}

/** Why work had to end before its time; nobody's failure. */
export class WorkEndedError extends Error {
  readonly name = 'WorkEndedError';
}

/** However long a lease is, a pause or the kill switch reaches the work within that time. */
const MOST_SECONDS_BETWEEN_BEATS = 10;

/**
 * Keeps a lease alive while work goes on, and ends the work when the lease is lost, when nobody wants the work any
 * more, or when the database has not answered for two thirds of the lease: before anybody else can take over. That time
 * is measured by this process's monotonic clock, from when a renewal was asked for: the lease lasts at least that long.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #deadline: NodeJS.Timeout;
  #renewedAt = performance.now();
  #beating = false;

  private constructor(options: HeartbeatOptions) {
    this.#options = options;
    this.#timer = setInterval(
      () => this.beat(),
      Math.min(options.leaseSeconds / 4, MOST_SECONDS_BETWEEN_BEATS) * 1000,
    );
    this.#timer.unref();
    this.#deadline = this.#startDeadline();
  }

  static start(options: HeartbeatOptions): Heartbeat {
    return new Heartbeat(options);
  }

  /** Aborted, with a `WorkEndedError`, when the work has to end. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  async beat(): Promise<void> {
    const { renew, logger } = this.#options;
    if (this.#beating || this.#abort.signal.aborted) {
      return;
    }
    this.#beating = true;
    try {
      const asked = performance.now();
      const renewal = await renew();
      if (renewal === 'renewed') {
        this.#renewedAt = asked;
        clearTimeout(this.#deadline);
        this.#deadline = this.#startDeadline();
      } else if (renewal === 'stopped') {
        this.#end('Nobody wants the work any more: it was stopped');
      } else {
        this.#end('The lease was lost');
      }
    } catch (error) {
      logger.warn('A lease could not be renewed', toError(error));
    } finally {
      this.#beating = false;
    }
  }

  stop(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#deadline);
  }

  /** Ends the work at two thirds of the lease. A process that was suspended meanwhile finds it overdue when it wakes up. */
  #startDeadline(): NodeJS.Timeout {
    const milliseconds = (this.#options.leaseSeconds * 1000 * 2) / 3;
    const sinceRenewal = performance.now() - this.#renewedAt;
    const deadline = setTimeout(
      () => this.#end('The lease could not be renewed in time'),
      Math.max(0, milliseconds - sinceRenewal),
    );
    deadline.unref();
    return deadline;
  }

  #end(reason: string): void {
    this.stop();
    if (!this.#abort.signal.aborted) {
      this.#abort.abort(new WorkEndedError(reason));
    }
  }
}
