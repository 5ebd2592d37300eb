/** How long a pull request of a team was open until it was merged or closed. */
export interface SettledPullRequest {
  /** Null for a repository that nobody owns. */
  team: string | null;
  seconds: number;
}

/** Targets of a wave that are still to be settled. */
export interface RemainingTargets {
  team: string | null;
  /** Null for none, which nothing holds back. */
  wave: number | null;
  /** How many have no pull request yet. */
  waiting: number;
  /** For how many seconds each pull request has been open. */
  openSeconds: number[];
}

/** What the next wave waits for. */
export interface ForecastWave {
  number: number;
  /** How many of its targets are settled already. */
  settled: number;
  /** The share of its targets that must be merged; 0 for none. */
  mergedShare: number;
  soakSeconds: number;
}

/** All that a forecast is made from; it knows no clock and no database. */
export interface ForecastFacts {
  history: SettledPullRequest[];
  remaining: RemainingTargets[];
  /** Those that have not passed, in order. */
  waves: ForecastWave[];
  /** How many pull requests the code host lets us open in an hour; absent for any number. */
  openedPerHour?: number;
  /** How many pull requests of a team may be open at a time; absent for any number. */
  openPerTeam: (team: string) => number | undefined;
}
