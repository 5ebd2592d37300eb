import { setTimeout as delay } from 'node:timers/promises';

/**
 * Changes pull requests one by one, and measures how long each change waits until it is on record.
 * `tell` is what happens besides at each change, such as a webhook.
 */
export async function measureStaleness(options) {
  const { knex, github, count, changes, everyMilliseconds, tick, tell } =
    options;
  const waiting = new Map();
  const staleness = [];
  const stop = new AbortController();
  const ticking = repeat(stop.signal, options.tickMilliseconds, tick);
  const looking = repeat(stop.signal, 100, async () => {
    const recorded = await knex('pull_requests')
      .whereIn('repository_name', [...waiting.keys()])
      .select('repository_name', 'title');
    for (const { repository_name: name, title } of recorded) {
      if (title === github.titleOf(name)) {
        staleness.push((performance.now() - waiting.get(name)) / 1000);
        waiting.delete(name);
      }
    }
  });
  for (let index = 0; index < changes; index += 1) {
    // a step that meets each one once, far from its neighbours
    const name = `r${(index * 7919) % count}`;
    github.change(name);
    waiting.set(name, performance.now());
    await tell?.({ name, number: 1 });
    await delay(everyMilliseconds);
  }
  while (waiting.size > 0) {
    await delay(100);
  }
  stop.abort();
  await Promise.all([ticking, looking]);
  return staleness.sort((left, right) => left - right);
}

async function repeat(signal, milliseconds, act) {
  while (!signal.aborted) {
    await act();
    await delay(milliseconds);
  }
}

/** The value below which so many of a hundred lie. */
export function percentile(sorted, percent) {
  return sorted[
    Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)
  ];
}
