import { mockServices } from '@backstage/backend-test-utils';
import type { LeaseRenewal } from '../database/operations/queue/renewLease';
import { Heartbeat, WorkEndedError } from './Heartbeat';

describe('Heartbeat', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  function start(renew: () => Promise<LeaseRenewal>, leaseSeconds = 60) {
    return Heartbeat.start({
      renew,
      leaseSeconds,
      logger: mockServices.logger.mock(),
    });
  }

  it.each([
    [20, 4],
    [60, 6],
    [3600, 360],
  ])(
    'renews a lease of %i seconds %i times while it lasts, until it is stopped',
    async (leaseSeconds, times) => {
      const renew = jest.fn(async () => 'renewed' as const);
      const heartbeat = start(renew, leaseSeconds);

      await jest.advanceTimersByTimeAsync(leaseSeconds * 1000);
      heartbeat.stop();
      await jest.advanceTimersByTimeAsync(leaseSeconds * 1000);

      expect(renew).toHaveBeenCalledTimes(times);
      expect(heartbeat.signal.aborted).toBe(false);
    },
  );

  it('goes on while it is renewed, also when some answers fail', async () => {
    let calls = 0;
    const heartbeat = start(async () => {
      calls += 1;
      if (calls % 3 > 0) {
        throw new Error('connection refused');
      }
      return 'renewed';
    });

    await jest.advanceTimersByTimeAsync(600_000);

    expect(heartbeat.signal.aborted).toBe(false);
  });

  it.each([
    ['lost', 'The lease was lost'],
    ['stopped', 'Nobody wants the work any more: it was stopped'],
  ] as const)(
    'ends the work when the lease is %s',
    async (renewal, message) => {
      const heartbeat = start(async () => renewal);

      await jest.advanceTimersByTimeAsync(15_000);

      expect(heartbeat.signal.reason).toEqual(new WorkEndedError(message));
    },
  );

  it('ends the work before the lease does when the database does not answer', async () => {
    const heartbeat = start(async () => {
      throw new Error('connection refused');
    });

    await jest.advanceTimersByTimeAsync(39_000);
    expect(heartbeat.signal.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(1_001);

    expect(heartbeat.signal.reason).toEqual(
      new WorkEndedError('The lease could not be renewed in time'),
    );
  });

  it('ends the work also when the answer never comes', async () => {
    const heartbeat = start(() => new Promise(() => undefined));

    await jest.advanceTimersByTimeAsync(40_001);

    expect(heartbeat.signal.aborted).toBe(true);
  });

  it('counts from when the renewal was asked for, not from when it was answered', async () => {
    let answer: (renewal: LeaseRenewal) => void = () => undefined;
    const heartbeat = start(
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    );
    await jest.advanceTimersByTimeAsync(39_000);
    // asked for after 10 seconds, so the lease may end after 70
    answer('renewed');
    await jest.advanceTimersByTimeAsync(10_999);
    expect(heartbeat.signal.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(2);

    expect(heartbeat.signal.reason).toEqual(
      new WorkEndedError('The lease could not be renewed in time'),
    );
  });
});
