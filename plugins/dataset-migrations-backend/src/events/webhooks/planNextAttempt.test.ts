import fc from 'fast-check';
import { planNextAttempt, RETRY_DELAYS } from './planNextAttempt';

describe('planNextAttempt', () => {
  it('tries again more and more slowly, for two days, and then gives up', () => {
    const delays = RETRY_DELAYS.map((_delay, index) =>
      planNextAttempt({ failureCount: index + 1, random: 0.5 }),
    );

    expect(delays).toEqual(RETRY_DELAYS);
    expect([...delays].sort((one, other) => one! - other!)).toEqual(delays);
    expect(RETRY_DELAYS.reduce((sum, delay) => sum + delay)).toBeGreaterThan(
      48 * 3600,
    );
    expect(
      planNextAttempt({ failureCount: RETRY_DELAYS.length + 1, random: 0 }),
    ).toBeUndefined();
  });

  it('scatters what failed together, and never by more than a fifth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: RETRY_DELAYS.length }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (failureCount, random) => {
          const delay = planNextAttempt({ failureCount, random })!;
          const middle = RETRY_DELAYS[failureCount - 1];
          expect(Math.abs(delay - middle)).toBeLessThanOrEqual(
            middle * 0.2 + 1e-6,
          );
        },
      ),
    );
    expect(planNextAttempt({ failureCount: 1, random: 0 })).not.toBe(
      planNextAttempt({ failureCount: 1, random: 1 }),
    );
  });

  it('waits for as long as the receiver asks, up to a day, and never less than it would', () => {
    const after = (retryAfterSeconds: number) =>
      planNextAttempt({ failureCount: 2, random: 0.5, retryAfterSeconds });

    expect(after(90)).toBe(90);
    expect(after(1)).toBe(30);
    expect(after(999_999_999)).toBe(24 * 3600);
  });
});
