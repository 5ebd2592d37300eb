import type { RandomGenerator } from 'pure-rand';
import type { Delays } from './Delays';
import type { ForecastFacts, RemainingTargets } from './ForecastFacts';

const HOUR = 3600;

/** The waves in order; what is in none comes with the first. */
function byWave(facts: ForecastFacts): RemainingTargets[][] {
  const numbers = facts.waves.map(({ number }) => number);
  const first = numbers[0];
  const groups = new Map<number | undefined, RemainingTargets[]>();
  for (const number of numbers.length > 0 ? numbers : [undefined]) {
    groups.set(number, []);
  }
  for (const remaining of facts.remaining) {
    const group = groups.get(remaining.wave ?? first) ?? groups.get(first);
    group?.push(remaining);
  }
  return [...groups.values()];
}

/**
 * One way in which it may go: after how many seconds the last target is settled. A pull request is opened when its wave
 * is open, the code host lets us, and the team has a reviewer free; how long it takes then is drawn.
 */
export function simulateFinish(
  facts: ForecastFacts,
  delays: Delays,
  random: RandomGenerator,
): number {
  const { waves, openedPerHour, openPerTeam } = facts;
  const secondsBetween = openedPerHour === undefined ? 0 : HOUR / openedPerHour;
  const busy = new Map<string, number[]>();
  let opensAt = 0;
  let waveFrom = 0;
  let last = 0;

  byWave(facts).forEach((groups, index) => {
    opensAt = Math.max(opensAt, waveFrom);
    const ends: number[] = [];
    let lastOpened = waveFrom;
    for (const { team, openSeconds } of groups) {
      for (const seconds of openSeconds) {
        const end = delays.draw(random, team, seconds);
        ends.push(end);
        if (team !== null) {
          occupy(busy, team, end, openPerTeam(team));
        }
      }
    }
    for (const { team, waiting } of groups) {
      for (let each = 0; each < waiting; each += 1) {
        const capacity = team === null ? undefined : openPerTeam(team);
        const opened = Math.max(opensAt, freeFrom(busy, team, capacity));
        opensAt += secondsBetween;
        const end = opened + delays.draw(random, team);
        lastOpened = Math.max(lastOpened, opened);
        ends.push(end);
        if (team !== null) {
          occupy(busy, team, end, capacity);
        }
      }
    }
    ends.sort((a, b) => a - b);
    last = Math.max(last, ends.at(-1) ?? 0);
    const wave = waves[index];
    if (wave) {
      const needed =
        Math.ceil(wave.mergedShare * (wave.settled + ends.length)) -
        wave.settled;
      const merged = needed > 0 ? ends[needed - 1] : waveFrom;
      waveFrom = Math.max(lastOpened, merged) + wave.soakSeconds;
    }
  });
  return last;
}

/** When the team has a reviewer free; its ends are kept in order. */
function freeFrom(
  busy: Map<string, number[]>,
  team: string | null,
  capacity: number | undefined,
): number {
  const ends = team === null ? undefined : busy.get(team);
  if (!ends || capacity === undefined || ends.length < capacity) {
    return 0;
  }
  return ends[ends.length - capacity] ?? 0;
}

function occupy(
  busy: Map<string, number[]>,
  team: string,
  end: number,
  capacity: number | undefined,
): void {
  if (capacity === undefined) {
    return;
  }
  const ends = busy.get(team) ?? [];
  let at = ends.length;
  while (at > 0 && ends[at - 1] > end) {
    at -= 1;
  }
  ends.splice(at, 0, end);
  // only the last ones decide when somebody is free
  busy.set(team, ends.slice(-Math.max(1, capacity)));
}
