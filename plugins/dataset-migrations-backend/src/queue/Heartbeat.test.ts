import { mockServices } from '@backstage/backend-test-utils';
import type { LeaseRenewal } from '../database/operations/queue/renewLease';
import { Heartbeat } from './Heartbeat';

describe('Heartbeat', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function start(renew: () => Promise<LeaseRenewal>) {
    return Heartbeat.start({
      renew,
      leaseSeconds: 60,
      logger: mockServices.logger.mock(),
    });
  }

  it('renews four times within a lease, until it is stopped', async () => {
    const renew = jest.fn(async () => 'renewed' as const);
    const heartbeat = start(renew);

    await jest.advanceTimersByTimeAsync(60_000);
    heartbeat.stop();
    await jest.advanceTimersByTimeAsync(60_000);

    expect(renew).toHaveBeenCalledTimes(4);
    expect(heartbeat.signal.aborted).toBe(false);
  });

  it.each([
    ['lost', 'The lease was lost', false],
    ['stopped', 'The migration was stopped', true],
  ] as const)(
    'ends the work when the lease is %s',
    async (renewal, message, leaseHeld) => {
      const heartbeat = start(async () => renewal);

      await jest.advanceTimersByTimeAsync(15_000);

      expect(heartbeat.signal.reason).toMatchObject({ message, leaseHeld });
    },
  );

  it('ends the work before the lease does when the database does not answer', async () => {
    const heartbeat = start(async () => {
      throw new Error('connection refused');
    });

    await jest.advanceTimersByTimeAsync(30_000);
    expect(heartbeat.signal.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(29_000);

    expect(heartbeat.signal.reason).toMatchObject({
      message: 'The lease could not be renewed in time',
      leaseHeld: false,
    });
  });

  it('ends the work also when the answer never comes', async () => {
    const heartbeat = start(() => new Promise(() => undefined));

    await jest.advanceTimersByTimeAsync(59_000);

    expect(heartbeat.signal.aborted).toBe(true);
  });
});
