import prand from 'pure-rand';
import { Delays } from './Delays';
import type { ForecastFacts } from './ForecastFacts';
import { simulateFinish } from './simulateFinish';

/** When all targets will be settled, in seconds from now: one in ten ways is faster, one in two, nine in ten. */
export type FinishForecast =
  | { kind: 'known'; early: number; likely: number; late: number }
  | { kind: 'unknown'; reason: string };

/** Fewer say nothing about the next one. */
export const LEAST_HISTORY = 5;

const MOST_RUNS = 1000;
const LEAST_RUNS = 100;
/** Drawing holds up everything else in the process. */
const MOST_DRAWS = 1_000_000;

/**
 * Plays the rest of a migration many times over, with delays as the teams have had them. The same facts and seed give
 * the same answer.
 */
export function forecastFinish(
  facts: ForecastFacts,
  seed: number,
): FinishForecast {
  const { history, remaining } = facts;
  const targets = remaining.reduce(
    (sum, { waiting, openSeconds }) => sum + waiting + openSeconds.length,
    0,
  );
  if (targets === 0) {
    return { kind: 'known', early: 0, likely: 0, late: 0 };
  }
  if (history.length < LEAST_HISTORY) {
    return {
      kind: 'unknown',
      reason: `Only ${history.length} pull requests have been merged or closed so far; a forecast needs ${LEAST_HISTORY}`,
    };
  }
  const stuck = remaining.find(
    ({ team, waiting }) =>
      team !== null && waiting > 0 && facts.openPerTeam(team) === 0,
  );
  if (stuck) {
    return {
      kind: 'unknown',
      reason: `${stuck.team} takes no pull requests: its limit is 0`,
    };
  }
  const runs = Math.max(
    LEAST_RUNS,
    Math.min(MOST_RUNS, Math.floor(MOST_DRAWS / targets)),
  );
  const delays = Delays.create(history);
  const random = prand.xoroshiro128plus(seed);
  const finishes = Array.from({ length: runs }, () =>
    simulateFinish(facts, delays, random),
  ).sort((a, b) => a - b);
  const quantile = (share: number) => finishes[Math.floor(share * (runs - 1))];
  return {
    kind: 'known',
    early: quantile(0.1),
    likely: quantile(0.5),
    late: quantile(0.9),
  };
}
