import { setTimeout as delay } from 'node:timers/promises';
import { isAtRest } from '../chaos/invariants/everythingSettles.mjs';
import { DATASETS } from '../chaos/limits.mjs';
import { say, ScriptError } from '../say.mjs';
import { createReplayWorld } from './createReplayWorld.mjs';
import { measureFunnel } from './measureFunnel.mjs';
import { Mergers } from './Mergers.mjs';

const LOOK_EVERY_MS = 2000;
const TELL_EVERY_MS = 30_000;
/** When so much of the work is done, the backend is killed. */
const CRASHES = [
  { afterShare: 0.25, crashAt: 'afterPush' },
  { afterShare: 0.6, crashAt: 'afterPullRequest' },
];

/**
 * Moves all consumers of both datasets, with two crashes on the way, and waits until every target has come to its end.
 *
 * @returns the funnel with its denominators
 */
export async function runReplay(options) {
  const began = Date.now();
  const chronicle = text =>
    say(`[${((Date.now() - began) / 1000).toFixed(1).padStart(7)} s] ${text}`);
  say(
    `Replay at scale ${options.scale}: ${options.direct} direct and ${options.indirect} indirect consumers, seed ${options.seed}`,
  );
  const world = await createReplayWorld({ options, chronicle });
  const people = new AbortController();
  const interrupt = () => people.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  try {
    await world.start();
    chronicle('the backend is ready');
    const mergers = new Mergers({ estate: world.estate, chronicle });
    const plannedAt = Date.now();
    for (const dataset of DATASETS) {
      await world.operator.start(
        await world.operator.plan(dataset, people.signal),
        people.signal,
      );
    }
    const workAt = Date.now();
    const work = mergers.work(people.signal);
    const crashes = await untilSettled(world, {
      chronicle,
      deadline: workAt + options.minutes * 60_000,
      signal: people.signal,
    });
    const settledAt = Date.now();
    if (people.signal.aborted) {
      throw new ScriptError('The replay was interrupted.');
    }
    people.abort();
    await work;
    chronicle('looking at what came of it');
    return {
      ...(await measureFunnel(world)),
      scale: options.scale,
      seed: options.seed,
      crashes,
      seconds: {
        planning: (workAt - plannedAt) / 1000,
        moving: (settledAt - workAt) / 1000,
      },
      folder: options.keep ? world.folder : undefined,
    };
  } finally {
    interrupt();
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
    await world.remove();
  }
}

/** Gives how many crashes there were. */
async function untilSettled(world, { chronicle, deadline, signal }) {
  const crashes = [...CRASHES];
  let toldAt = 0;
  while (!signal.aborted && Date.now() < deadline) {
    const states = await world.ledger.query(
      'select state, count(*) as count from targets group by state order by state',
    );
    const total = states.reduce((sum, { count }) => sum + count, 0);
    const atRest = states
      .filter(({ state }) => isAtRest(state))
      .reduce((sum, { count }) => sum + count, 0);
    if (Date.now() - toldAt > TELL_EVERY_MS) {
      toldAt = Date.now();
      chronicle(
        states.map(({ state, count }) => `${state} ${count}`).join(', '),
      );
    }
    if (atRest === total) {
      break;
    }
    if (crashes.length > 0 && atRest / total >= crashes[0].afterShare) {
      const { crashAt } = crashes.shift();
      chronicle(`kill -9, and another death ${crashAt} after the start`);
      await world.replica.kill({ crashAt });
    }
    await delay(LOOK_EVERY_MS);
  }
  return CRASHES.length - crashes.length;
}
