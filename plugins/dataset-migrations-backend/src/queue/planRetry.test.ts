import fc from 'fast-check';
import { planRetry } from './planRetry';

const CLASSES = ['infrastructure', 'rate', 'agent', 'permanent'] as const;

describe('planRetry', () => {
  it.each([
    ['permanent', 1, 'giveUp'],
    ['agent', 1, 30],
    ['agent', 2, 60],
    ['agent', 3, 'giveUp'],
    ['infrastructure', 1, 15],
    ['infrastructure', 2, 30],
    ['infrastructure', 3, 60],
    ['infrastructure', 7, 900],
    ['infrastructure', 10_000, 900],
    ['rate', 1, 60],
    ['rate', 10_000, 300],
  ] as const)(
    'after %s failure number %i it comes back within %s',
    (failure, failures, expected) => {
      expect(planRetry({ failure, failures, random: 1 })).toEqual(
        expected === 'giveUp'
          ? { kind: 'giveUp' }
          : { kind: 'later', delaySeconds: expected },
      );
    },
  );

  it('spreads those that failed together over the whole time', () => {
    const delays = [0, 0.25, 0.5, 1].map(random =>
      planRetry({ failure: 'infrastructure', failures: 4, random }),
    );

    expect(delays).toEqual(
      [1, 30, 60, 120].map(delaySeconds => ({ kind: 'later', delaySeconds })),
    );
  });

  it('never asks a code host before the time that it named', () => {
    const check = () =>
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 1000 }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          fc.double({ min: 0, max: 100_000, noNaN: true }),
          (failures, random, retryAfterSeconds) => {
            const plan = planRetry({
              failure: 'rate',
              failures,
              random,
              retryAfterSeconds,
            });
            return (
              plan.kind === 'later' && plan.delaySeconds >= retryAfterSeconds
            );
          },
        ),
      );

    expect(check).not.toThrow();
  });

  it('never gives up on what the surroundings are to blame for', () => {
    const check = () =>
      fc.assert(
        fc.property(
          fc.constantFrom(...CLASSES),
          fc.integer({ min: 1, max: 1_000_000 }),
          fc.double({ min: 0, max: 1, noNaN: true }),
          (failure, failures, random) => {
            const plan = planRetry({ failure, failures, random });
            const isBlameless =
              failure === 'infrastructure' || failure === 'rate';
            return (
              (!isBlameless || plan.kind === 'later') &&
              (plan.kind === 'giveUp' ||
                (plan.delaySeconds >= 1 && plan.delaySeconds <= 3600))
            );
          },
        ),
      );

    expect(check).not.toThrow();
  });
});
