import { chooseStepSeconds, MOST_STEPS } from './chooseStepSeconds';
import { foldBurnUp } from './foldBurnUp';

const HOUR = 3600;
const DAY = 24 * HOUR;

describe('chooseStepSeconds', () => {
  it.each([
    ['a few minutes', 300, 60],
    ['an afternoon', 5 * HOUR, HOUR],
    ['four days', 4 * DAY, HOUR],
    ['a month', 30 * DAY, DAY],
    ['a year', 365 * DAY, 7 * DAY],
    ['ten years', 3650 * DAY, 30 * DAY],
  ])('of %s', (_span, seconds, step) => {
    expect(chooseStepSeconds(seconds)).toBe(step);
  });

  it('never gives more steps than a screen can show', () => {
    for (const days of [
      0, 0.08, 0.09, 3, 199, 200, 1393, 1394, 5970, 5971, 40_000,
    ]) {
      const span = days * DAY;

      expect(span / chooseStepSeconds(span)).toBeLessThanOrEqual(MOST_STEPS);
    }
  });
});

describe('foldBurnUp', () => {
  const moves = [
    { step: -1, inScope: -1, opened: 0, merged: 0 },
    { step: 0, inScope: 0, opened: 4, merged: 1 },
    { step: 2, inScope: 2, opened: 0, merged: 3 },
    { step: 3, inScope: 0, opened: 0, merged: -1 },
  ];

  it('adds up, with late joiners, undone merges, and what was before the plan', () => {
    const points = foldBurnUp({
      originSeconds: 0,
      endSeconds: 3 * DAY - 60,
      stepSeconds: DAY,
      plannedTargets: 10,
      moves,
    });

    expect(points).toEqual([
      { at: '1970-01-01T00:00:00.000Z', inScope: 9, opened: 0, merged: 0 },
      { at: '1970-01-02T00:00:00.000Z', inScope: 9, opened: 4, merged: 1 },
      { at: '1970-01-03T00:00:00.000Z', inScope: 9, opened: 4, merged: 1 },
      { at: '1970-01-03T23:59:00.000Z', inScope: 11, opened: 4, merged: 3 },
    ]);
  });

  it('has a beginning and an end at once', () => {
    expect(
      foldBurnUp({
        originSeconds: 100,
        endSeconds: 100,
        stepSeconds: HOUR,
        plannedTargets: 2,
        moves: [],
      }),
    ).toHaveLength(2);
  });
});
