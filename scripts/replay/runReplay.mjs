import { setTimeout as delay } from 'node:timers/promises';
import { say, ScriptError } from '../say.mjs';
import { ConsumerTeams } from './ConsumerTeams.mjs';
import { createReplayWorld } from './createReplayWorld.mjs';
import { DatasetOwner } from './DatasetOwner.mjs';
import { measureFunnel } from './measureFunnel.mjs';
import { ProgressTeller } from './ProgressTeller.mjs';
import { startMigrations } from './startMigrations.mjs';
import { untilCatalogKnows } from './untilCatalogKnows.mjs';

const LOOK_EVERY_MS = 3000;
/** When so much of the work has been tried, the backend is killed, and dies once more at that point when it is back. */
const CRASHES = [
  { afterShare: 0.25, crashAt: 'afterPush' },
  { afterShare: 0.6, crashAt: 'afterPullRequest' },
];

/**
 * Moves all consumers of both datasets, with two crashes on the way, and waits until both migrations are completed. Where time
 * runs out, what there is is measured.
 *
 * @returns the funnel with its denominators
 */
export async function runReplay(options) {
  const began = Date.now();
  const chronicle = text =>
    say(`[${((Date.now() - began) / 1000).toFixed(1).padStart(7)} s] ${text}`);
  say(
    `Replay at scale ${options.scale}: ${options.direct} direct and ${options.indirect} indirect consumers, seed ${options.seed}, clock × ${options.clockRate}`,
  );
  const run = new AbortController();
  const interrupt = () => run.abort();
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  let world;
  try {
    world = await createReplayWorld({ options, chronicle });
    chronicle(`logs and state are in ${world.folder}`);
    return await moveEverybody({ world, options, chronicle, run });
  } catch (error) {
    if (run.signal.aborted) {
      throw new ScriptError(
        `The replay was interrupted before there was anything to measure${
          world ? `; logs and state are in ${world.folder}` : ''
        }.`,
      );
    }
    throw error;
  } finally {
    run.abort();
    await world?.remove();
    process.removeListener('SIGINT', interrupt);
    process.removeListener('SIGTERM', interrupt);
  }
}

async function moveEverybody({ world, options, chronicle, run }) {
  const { signal } = run;
  const { ledger, estate, replica, folder } = world;
  const { seed, clockRate, medianReviewHours } = options;
  await world.start();
  chronicle('the backend is ready');
  const readyAt = Date.now();
  await untilCatalogKnows({
    url: replica.url,
    members: await world.readMembers(),
    chronicle,
    signal,
  });
  const knownAt = Date.now();
  const planning = await startMigrations({
    url: replica.url,
    chronicle,
    signal,
  });
  const workAt = Date.now();
  const teams = new ConsumerTeams({
    seed,
    clockRate,
    medianReviewHours,
    estate,
    folder,
    chronicle,
  });
  const owner = new DatasetOwner({ replica, ledger, chronicle });
  const people = [
    teams,
    owner,
    new ProgressTeller({ ledger, estate, chronicle }),
  ].map(each => each.work(signal));
  const crashes = await untilCompleted(world, {
    chronicle,
    deadline: workAt + options.minutes * 60_000,
    signal,
  });
  const endedAt = Date.now();
  const interrupted = signal.aborted;
  run.abort();
  await Promise.all(people);
  chronicle('looking at what came of it');
  await world.keepTargets();
  const funnel = {
    ...(await measureFunnel(world)),
    requests: (await estate.listRequests()).filter(
      ({ login }) => login === 'skein-bot',
    ).length,
    teams: teams.counts,
    owner: owner.counts,
    scale: options.scale,
    seed,
    clockRate,
    crashes,
    deaths: replica.boots.filter(
      ({ crashAt, endedAt: end }) => crashAt !== undefined && end !== undefined,
    ).length,
    interrupted,
    seconds: {
      catalog: (knownAt - readyAt) / 1000,
      planning,
      moving: (endedAt - workAt) / 1000,
    },
  };
  return funnel;
}

/** Gives how many crashes there were. */
async function untilCompleted(world, { chronicle, deadline, signal }) {
  const crashes = [...CRASHES];
  while (!signal.aborted && Date.now() < deadline) {
    const [{ total, tried }] = await world.ledger.query(
      `select count(*) as total,
         count(*) filter (where state not in ('pending', 'queued', 'running', 'proposed', 'publishing')) as tried
       from targets`,
    );
    const [{ open }] = await world.ledger.query(
      "select count(*) as open from migrations where state <> 'completed'",
    );
    if (open === 0) {
      break;
    }
    if (crashes.length > 0 && tried / total >= crashes[0].afterShare) {
      const { crashAt } = crashes.shift();
      chronicle(`kill -9, and another death ${crashAt} after the start`);
      await world.replica.kill({ crashAt });
    }
    await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return CRASHES.length - crashes.length;
}
