/** GitHub's documented limits; pull requests, comments, labels and requests for reviews are content. */
const WINDOWS = [
  { counts: 'content', seconds: 60, limit: 80 },
  { counts: 'content', seconds: 3600, limit: 500 },
  { counts: 'points', seconds: 60, limit: 900 },
  { counts: 'requests', seconds: 3600, limit: 5000 },
];

const POINTS = { read: 1, write: 5, content: 5 };

/**
 * A code host that does nothing but count: it keeps a log of what it was asked, by a clock that may run faster, and
 * refuses what GitHub would refuse.
 */
export class SimulatedGithub {
  /** How often each limit was passed. */
  refusals = new Map();
  /** Virtual seconds at which something was created. */
  created = [];
  #clockRate;
  #start = performance.now();
  #log = new Map(WINDOWS.map(window => [window, []]));

  constructor({ clockRate }) {
    this.#clockRate = clockRate;
  }

  /** Virtual seconds since the start. */
  now() {
    return ((performance.now() - this.#start) / 1000) * this.#clockRate;
  }

  get refused() {
    return [...this.refusals.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Throws when one of the limits is passed. */
  request(kind) {
    const now = this.now();
    for (const [{ counts, seconds, limit }, entries] of this.#log) {
      while (entries.length > 0 && entries[0].at <= now - seconds) {
        entries.shift();
      }
      const cost = costOf(counts, kind);
      const used = entries.reduce((sum, entry) => sum + entry.cost, 0);
      if (cost > 0 && used + cost > limit) {
        const reason = `More than ${limit} ${counts} in ${seconds} s`;
        this.refusals.set(reason, (this.refusals.get(reason) ?? 0) + 1);
        throw new Error(reason);
      }
      if (cost > 0) {
        entries.push({ at: now, cost });
      }
    }
    if (kind === 'content') {
      this.created.push(now);
    }
  }

  /** The most that was created in any window of so many virtual seconds. */
  mostCreatedIn(seconds) {
    let most = 0;
    let first = 0;
    this.created.forEach((at, index) => {
      while (this.created[first] <= at - seconds) {
        first += 1;
      }
      most = Math.max(most, index - first + 1);
    });
    return most;
  }
}

function costOf(counts, kind) {
  switch (counts) {
    case 'content':
      return kind === 'content' ? 1 : 0;
    case 'points':
      return POINTS[kind];
    default:
      return 1;
  }
}
