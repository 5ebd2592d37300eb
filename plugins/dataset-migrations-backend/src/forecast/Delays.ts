import prand, { type RandomGenerator } from 'pure-rand';
import type { SettledPullRequest } from './ForecastFacts';

/** So many pull requests of all teams stand beside those of one team: of a team with little history little is believed. */
const PRIOR_WEIGHT = 5;

/** How long pull requests take, drawn from those that were settled. */
export class Delays {
  readonly #all: number[];
  readonly #byTeam = new Map<string, number[]>();

  private constructor(history: SettledPullRequest[]) {
    const sorted = [...history].sort((a, b) => a.seconds - b.seconds);
    this.#all = sorted.map(({ seconds }) => seconds);
    for (const { team, seconds } of sorted) {
      if (team !== null) {
        const ofTeam = this.#byTeam.get(team) ?? [];
        ofTeam.push(seconds);
        this.#byTeam.set(team, ofTeam);
      }
    }
  }

  /** There has to be some history. */
  static create(history: SettledPullRequest[]): Delays {
    return new Delays(history);
  }

  /** For how many seconds a pull request of the team that is open for so long stays open from now. */
  draw(
    random: RandomGenerator,
    team: string | null,
    openSeconds: number = 0,
  ): number {
    const ofTeam = this.#byTeam.get(team ?? '') ?? [];
    const isOfTeam =
      drawBelow(random, ofTeam.length + PRIOR_WEIGHT) < ofTeam.length;
    const longer = longerThan(isOfTeam ? ofTeam : this.#all, openSeconds);
    if (longer.length > 0) {
      return longer.pick(random) - openSeconds;
    }
    // nothing has ever taken that long: it is as if it had just been opened
    return longerThan(this.#all, 0).pick(random);
  }
}

/** The part of a sorted list that is above a bound. */
function longerThan(sorted: number[], bound: number) {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle] > bound) {
      to = middle;
    } else {
      from = middle + 1;
    }
  }
  return {
    length: sorted.length - from,
    pick: (random: RandomGenerator) =>
      sorted[from + drawBelow(random, sorted.length - from)] ?? 0,
  };
}

function drawBelow(random: RandomGenerator, bound: number): number {
  return bound > 1
    ? prand.unsafeUniformIntDistribution(0, bound - 1, random)
    : 0;
}
