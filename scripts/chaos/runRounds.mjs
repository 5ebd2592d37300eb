import { setTimeout as delay } from 'node:timers/promises';
import { isAtRest } from './invariants/everythingSettles.mjs';
import { DATASETS } from './limits.mjs';

const LOOK_EVERY_MS = 1500;
/** A round that begins with less than that left would be nothing but an end. */
const SHORTEST_ROUND_MS = 25_000;

async function countRestless({ ledger, operator }) {
  const targets = await ledger.query(
    'select state from targets where migration_id = any($1)',
    [operator.current],
  );
  return targets.filter(({ state }) => !isAtRest(state)).length;
}

/** Plans a migration of every dataset and starts them; resolves when they run. */
export async function beginRound({ operator }, signal) {
  const planned = [];
  for (const dataset of DATASETS) {
    planned.push(await operator.plan(dataset, signal));
  }
  for (const id of planned) {
    await operator.start(id, signal);
  }
}

/**
 * When all has come to its end, everything is taken back and moved again, until the signal says stop.
 *
 * @returns how many rounds there were
 */
export async function runRounds(world, { deadline, signal }) {
  for (let round = 1; ; round++) {
    while (!signal.aborted && (await countRestless(world)) > 0) {
      await delay(LOOK_EVERY_MS);
    }
    if (signal.aborted || deadline - Date.now() < SHORTEST_ROUND_MS) {
      return round;
    }
    await world.operator.cancelAll();
    await world.teams.restoreMains();
    await beginRound(world, signal);
  }
}

/** Waits until every target of the last round has come to its end, or the time is over. */
export async function settle(world, { withinSeconds, signal }) {
  const began = Date.now();
  const took = () => (Date.now() - began) / 1000;
  while (
    !signal.aborted &&
    took() < withinSeconds &&
    (await countRestless(world)) > 0
  ) {
    await delay(LOOK_EVERY_MS);
  }
  return { tookSeconds: took(), withinSeconds };
}
