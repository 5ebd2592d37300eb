import { planBurnUp } from './planBurnUp';

const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T00:00:00Z`;
const ms = (day: number) => Date.parse(at(day));
const POINTS = [
  { at: at(2), inScope: 10, opened: 0, merged: 0 },
  { at: at(12), inScope: 12, opened: 6, merged: 4 },
];
const FINISH = { early: at(16), likely: at(18), late: at(22) };

describe('planBurnUp', () => {
  it.each([
    ['nothing was planned', []],
    ['there is only a beginning', POINTS.slice(0, 1)],
  ])('shows nothing when %s', (_case, points) => {
    expect(planBurnUp({ points })).toBeUndefined();
  });

  it('leads from what is merged to all that is in scope, early and late', () => {
    const plan = planBurnUp({ points: POINTS, finish: FINISH });

    expect(plan).toMatchObject({
      from: ms(2),
      now: ms(12),
      to: ms(22),
      most: 12,
      fan: {
        early: [
          { at: ms(12), count: 4 },
          { at: ms(16), count: 12 },
        ],
        late: [
          { at: ms(12), count: 4 },
          { at: ms(22), count: 12 },
        ],
      },
    });
  });

  it('shows no forecast when all is merged', () => {
    const points = [POINTS[0], { ...POINTS[1], merged: 12 }];

    expect(planBurnUp({ points, finish: FINISH })?.fan).toBeUndefined();
  });

  it.each([
    ['soon', '2026-11-30', '2026-11-30T23:59:59Z'],
    ['in a time that dwarfs the rest', '2028-11-30', undefined],
    ['before the beginning', '2026-10-01', undefined],
  ])('of a deadline %s', (_case, deadline, shown) => {
    const plan = planBurnUp({ points: POINTS, deadline });

    expect(plan?.deadline).toBe(shown && Date.parse(shown));
    expect(plan?.to).toBe(shown ? Date.parse(shown) : ms(12));
  });
});
