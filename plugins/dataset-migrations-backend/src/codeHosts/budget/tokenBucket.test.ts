import fc from 'fast-check';
import { BUDGET_RESOURCES } from './CodeHostLimits';
import {
  refilledTokens,
  secondsUntilTokens,
  tokenBucket,
  type BucketLevel,
} from './tokenBucket';

describe('tokenBucket', () => {
  it.each([
    ['contentPerHour', 3600],
    ['contentPerMinute', 60],
    ['pointsPerMinute', 60],
  ] as const)(
    'gives no more of %s than the limit in any %d seconds',
    (resource, window) => {
      fc.assert(
        fc.property(fc.integer({ min: 6, max: 100_000 }), limit => {
          const { capacity, perSecond } = tokenBucket(resource, limit);

          expect(capacity + perSecond * window).toBeLessThanOrEqual(
            limit + 1e-6,
          );
          expect(capacity).toBeGreaterThanOrEqual(5);
        }),
      );
    },
  );

  it('gives nearly all of the hour of content at an even pace', () => {
    fc.assert(
      fc.property(fc.integer({ min: 250, max: 100_000 }), limit => {
        const { perSecond } = tokenBucket('contentPerHour', limit);

        expect(perSecond * 3600).toBeGreaterThanOrEqual(0.97 * limit);
      }),
    );
  });

  it('lets the whole hour of requests go at once', () => {
    expect(tokenBucket('requestsPerHour', 5_000)).toEqual({
      capacity: 5_000,
      perSecond: 5_000 / 3600,
    });
  });

  const bucket = { capacity: 10, perSecond: 2 };

  it.each<[string, BucketLevel, number, number]>([
    ['fills with time', { tokens: 1, secondsSinceRefill: 3 }, 7, 1.5],
    ['is full some day', { tokens: 1, secondsSinceRefill: 300 }, 10, 0],
    [
      'takes nothing away when a clock went back',
      { tokens: 4, secondsSinceRefill: -5 },
      4,
      3,
    ],
    [
      'is empty as long as the host says so',
      { tokens: 0, secondsSinceRefill: 50, secondsUntilFull: 7 },
      0,
      7,
    ],
    [
      'is full when the host has begun anew',
      { tokens: 0, secondsSinceRefill: 0, secondsUntilFull: -1 },
      10,
      0,
    ],
  ])('%s', (_case, level, tokens, seconds) => {
    expect(refilledTokens(bucket, level)).toBe(tokens);
    expect(secondsUntilTokens(bucket, level, 10)).toBe(seconds);
  });

  it('has told the time right: after it, there is enough', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...BUDGET_RESOURCES),
        fc.integer({ min: 60, max: 10_000 }),
        fc.double({ min: 0, max: 5, noNaN: true }),
        fc.integer({ min: 1, max: 5 }),
        (resource, limit, tokens, wanted) => {
          const its = tokenBucket(resource, limit);
          const wait = secondsUntilTokens(
            its,
            { tokens, secondsSinceRefill: 0 },
            wanted,
          );

          expect(
            refilledTokens(its, { tokens, secondsSinceRefill: wait + 1e-6 }),
          ).toBeGreaterThanOrEqual(wanted);
        },
      ),
    );
  });
});
