import fc from 'fast-check';
import type { ForecastFacts } from './ForecastFacts';
import { forecastFinish, type FinishForecast } from './forecastFinish';

const HOUR = 3600;

const team = fc.constantFrom('group:default/a', 'group:default/b', null);
const arbitraryFacts: fc.Arbitrary<ForecastFacts> = fc.record({
  history: fc.array(
    fc.record({ team, seconds: fc.integer({ min: 60, max: 90 * 24 * HOUR }) }),
    { minLength: 5, maxLength: 40 },
  ),
  remaining: fc.array(
    fc.record({
      team,
      wave: fc.constantFrom(1, 2, null),
      waiting: fc.nat({ max: 12 }),
      openSeconds: fc.array(fc.nat({ max: 30 * 24 * HOUR }), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  waves: fc.constant([
    { number: 1, settled: 0, mergedShare: 0.5, soakSeconds: HOUR },
    { number: 2, settled: 0, mergedShare: 0, soakSeconds: 0 },
  ]),
  openedPerHour: fc.option(fc.integer({ min: 1, max: 500 }), {
    nil: undefined,
  }),
  openPerTeam: fc
    .option(fc.integer({ min: 1, max: 5 }), { nil: undefined })
    .map(limit => () => limit),
});

function facts(changes: Partial<ForecastFacts>): ForecastFacts {
  return {
    history: Array.from({ length: 20 }, () => ({
      team: 'group:default/a',
      seconds: HOUR,
    })),
    remaining: [],
    waves: [],
    openPerTeam: () => undefined,
    ...changes,
  };
}

function known(forecast: FinishForecast) {
  if (forecast.kind !== 'known') {
    throw new Error(forecast.reason);
  }
  return forecast;
}

describe('forecastFinish', () => {
  it('orders its quantiles, and says the same again for the same seed', () => {
    fc.assert(
      fc.property(arbitraryFacts, fc.integer(), (some, seed) => {
        const forecast = known(forecastFinish(some, seed));

        expect(forecast.early).toBeLessThanOrEqual(forecast.likely);
        expect(forecast.likely).toBeLessThanOrEqual(forecast.late);
        expect(forecast.early).toBeGreaterThanOrEqual(0);
        expect(forecastFinish(some, seed)).toEqual(forecast);
      }),
      { numRuns: 40 },
    );
  });

  it('is in a line with what is left when one reviewer takes an hour for each', () => {
    const one = (waiting: number) =>
      known(
        forecastFinish(
          facts({
            remaining: [
              {
                team: 'group:default/a',
                wave: null,
                waiting,
                openSeconds: [],
              },
            ],
            openPerTeam: () => 1,
          }),
          1,
        ),
      ).likely;

    expect([1, 2, 10].map(one)).toEqual([HOUR, 2 * HOUR, 10 * HOUR]);
  });

  it.each<[string, Partial<ForecastFacts>, number]>([
    ['as fast as they are merged side by side', {}, HOUR],
    ['not faster than the code host', { openedPerHour: 2 }, 4.5 * HOUR + HOUR],
    ['not faster than reviewers', { openPerTeam: () => 5 }, 2 * HOUR],
  ])('moves ten targets %s', (_what, changes, expected) => {
    const remaining = [
      { team: 'group:default/a', wave: null, waiting: 10, openSeconds: [] },
    ];

    const forecast = forecastFinish(facts({ remaining, ...changes }), 7);

    expect(forecast).toEqual({
      kind: 'known',
      early: expected,
      likely: expected,
      late: expected,
    });
  });

  it('opens a wave when the share of the one before is merged and has soaked', () => {
    const remaining = [1, 2].map(wave => ({
      team: 'group:default/a',
      wave,
      waiting: 4,
      openSeconds: [],
    }));
    const waves = [
      { number: 1, settled: 0, mergedShare: 1, soakSeconds: 2 * HOUR },
      { number: 2, settled: 0, mergedShare: 0, soakSeconds: 0 },
    ];

    const forecast = forecastFinish(facts({ remaining, waves }), 7);

    expect(known(forecast).likely).toBe(4 * HOUR);
  });

  it('expects of what is open already no more than what has taken longer', () => {
    const history = [1, 1, 1, 1, 1, 1, 10].map(hours => ({
      team: null,
      seconds: hours * HOUR,
    }));
    const remaining = [
      { team: null, wave: null, waiting: 0, openSeconds: [4 * HOUR] },
    ];

    expect(
      known(forecastFinish(facts({ history, remaining }), 3)),
    ).toMatchObject({ early: 6 * HOUR, late: 6 * HOUR });
  });

  it('believes a team with much history, and hardly one with little', () => {
    const fast = { team: 'group:default/fast', seconds: HOUR };
    const slow = { team: 'group:default/slow', seconds: 100 * HOUR };
    const likelyOf = (count: number) =>
      known(
        forecastFinish(
          facts({
            history: [
              ...Array.from({ length: 200 }, () => fast),
              ...Array.from({ length: count }, () => slow),
            ],
            remaining: [
              { team: slow.team, wave: null, waiting: 1, openSeconds: [] },
            ],
          }),
          5,
        ),
      ).likely;

    expect(likelyOf(1)).toBe(HOUR);
    expect(likelyOf(40)).toBe(100 * HOUR);
  });

  it.each<[string, Partial<ForecastFacts>, RegExp]>([
    ['nothing was ever settled', { history: [] }, /Only 0 pull requests/],
    [
      'a team takes none',
      { openPerTeam: () => 0 },
      /group:default\/a takes no pull requests: its limit is 0/,
    ],
  ])('says why it knows nothing when %s', (_what, changes, reason) => {
    const remaining = [
      { team: 'group:default/a', wave: null, waiting: 1, openSeconds: [] },
    ];

    expect(forecastFinish(facts({ remaining, ...changes }), 1)).toEqual({
      kind: 'unknown',
      reason: expect.stringMatching(reason),
    });
  });

  it('is over when nothing is left', () => {
    expect(forecastFinish(facts({ history: [] }), 1)).toEqual({
      kind: 'known',
      early: 0,
      likely: 0,
      late: 0,
    });
  });
});
