import type { LoggerService } from '@backstage/backend-plugin-api';
import type { LeaseRenewal } from '../database/operations/queue/renewLease';

export interface HoldLeaseOptions {
  renew: () => Promise<LeaseRenewal>;
  leaseSeconds: number;
  /** Ends the work from outside, for example when the backend stops. */
  signal: AbortSignal;
  logger: LoggerService;
}

/**
 * Does work while its lease is renewed. The signal that the work gets is aborted when the lease is lost,
 * when nobody wants the work any more, or when renewing has failed for as long as the lease lasts.
 */
export async function holdLease<T>(
  options: HoldLeaseOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { renew, leaseSeconds, logger } = options;
  const lost = new AbortController();
  let renewedAt = performance.now();
  const timer = setInterval(async () => {
    const startedAt = performance.now();
    try {
      const renewal = await renew();
      if (renewal === 'renewed') {
        renewedAt = startedAt;
      } else {
        lost.abort(new Error(`The lease is ${renewal}`));
      }
    } catch (error) {
      logger.warn(`A lease could not be renewed: ${error}`);
    }
    if (performance.now() - renewedAt > leaseSeconds * 1000) {
      lost.abort(new Error('The lease ran out'));
    }
  }, (leaseSeconds * 1000) / 3);
  try {
    return await work(AbortSignal.any([lost.signal, options.signal]));
  } finally {
    clearInterval(timer);
  }
}
