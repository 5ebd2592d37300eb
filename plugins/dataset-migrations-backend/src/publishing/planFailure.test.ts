import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  CodeHostBudgetError,
  CodeHostUnavailableError,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { planFailure } from './planFailure';

describe('planFailure', () => {
  it('gives up what the code host will refuse again', () => {
    expect(
      planFailure({
        error: new NotAllowedError('acme/fraud is archived; unarchive it'),
        failureCount: 0,
      }),
    ).toEqual({
      kind: 'giveUp',
      reason: 'acme/fraud is archived; unarchive it',
    });
    expect(
      planFailure({ error: new NotFoundError('gone'), failureCount: 0 }).kind,
    ).toBe('giveUp');
  });

  it('waits out a full disk of this machine, however often', () => {
    const error = new Error('git failed: No space left on device');

    expect(planFailure({ error, failureCount: 100 }).kind).toBe('later');
  });

  it('waits for the budget, however often, and calls it no failure', () => {
    expect(
      planFailure({
        error: new CodeHostBudgetError('no more for this hour', {
          retryAfterSeconds: 8,
        }),
        failureCount: 1_000,
      }),
    ).toEqual({
      kind: 'wait',
      reason: 'no more for this hour',
      delaySeconds: 8,
    });
  });

  it('waits longer from time to time for a host that is down, and never gives up', () => {
    const delays = [0, 1, 2, 6, 1_000].map(failureCount =>
      planFailure({
        error: new ServiceUnavailableError('down'),
        failureCount,
      }),
    );

    expect(
      delays.map(plan => 'delaySeconds' in plan && plan.delaySeconds),
    ).toEqual([5, 10, 20, 300, 300]);
  });

  it('waits as long as the host asks, and lets it rest from all others', () => {
    expect(
      planFailure({
        error: new CodeHostUnavailableError('limited', {
          retryAfterSeconds: 900,
        }),
        failureCount: 0,
      }),
    ).toEqual({
      kind: 'later',
      reason: 'limited',
      delaySeconds: 900,
      hostDelaySeconds: 900,
    });
  });

  it('looks again soon when somebody else was faster', () => {
    expect(
      planFailure({ error: new ConflictError('moved'), failureCount: 0 }),
    ).toMatchObject({ kind: 'later', delaySeconds: 5 });
  });

  it('gives up what nobody foresaw after some tries', () => {
    const error = new Error('git failed');

    expect(planFailure({ error, failureCount: 4 }).kind).toBe('later');
    expect(planFailure({ error, failureCount: 5 })).toEqual({
      kind: 'giveUp',
      reason: 'git failed; it failed 6 times, see the log and retry the target',
    });
  });
});
