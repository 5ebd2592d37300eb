import { contentLimit, reducedContentLimit } from './contentLimit';

describe('contentLimit', () => {
  it.each([
    [undefined, 450],
    [{ contentPerHour: 225, secondsAgo: 0 }, 225],
    [{ contentPerHour: 225, secondsAgo: 3599 }, 225],
    [{ contentPerHour: 225, secondsAgo: 3600 }, 270],
    [{ contentPerHour: 225, secondsAgo: 4 * 3600 }, 405],
    [{ contentPerHour: 225, secondsAgo: 5 * 3600 }, 450],
    [{ contentPerHour: 225, secondsAgo: 500 * 3600 }, 450],
  ])('after %j it is %d of 450', (reduction, limit) => {
    expect(contentLimit(450, reduction)).toBe(limit);
  });

  it('is halved each time, down to a floor', () => {
    const limits = [450];
    for (let times = 0; times < 5; times++) {
      limits.push(
        reducedContentLimit(450, {
          contentPerHour: limits.at(-1)!,
          secondsAgo: 0,
        }),
      );
    }

    expect(limits).toEqual([450, 225, 112.5, 56.25, 40, 40]);
  });

  it('is never raised to the floor by a refusal', () => {
    expect(reducedContentLimit(10, undefined)).toBe(10);
  });
});
