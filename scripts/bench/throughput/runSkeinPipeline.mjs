import path from 'node:path';
import { eventually } from '../../../packages/app/e2e-tests/support/eventually.mjs';
import { SkeinApi } from '../../../packages/app/e2e-tests/support/SkeinApi.mjs';
import { findFreePort } from '../../stack/ports.mjs';
import { Stack } from '../../stack/Stack.mjs';
import { startPostgres } from '../../testing/startPostgres.mjs';

const OWNER = 'user:default/ana';
const DATASET = 'resource:default/user-activity-v1';
const PATIENCE_SECONDS = 3600;
/** States in which an agent has nothing more to do. */
const PROVED = [
  'proposed',
  'publishing',
  'prOpen',
  'merged',
  'noChanges',
  'needsHuman',
];
/** States in which publishing has nothing more to do. */
const PUBLISHED = ['prOpen', 'merged', 'noChanges', 'needsHuman'];

/**
 * Seconds from Start until the last pull request is open, on an estate of its own: the first time, and a second time for
 * another migration of the same repositories, whose mirrors are there by then.
 */
export async function runSkeinPipeline({ folder, repositories, parallel }) {
  const postgres = await startPostgres({
    node: process.execPath,
    env: process.env,
  });
  const stack = new Stack({
    node: process.execPath,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      SKEIN_BENCH_POSTGRES: postgres.connectionString,
      SKEIN_BENCH_PARALLEL: String(parallel),
    },
    stateFolder: path.join(folder, 'state'),
    logFolder: path.join(folder, 'logs'),
    port: await findFreePort(),
    estatePort: await findFreePort(),
    estateArgs: ['--extra-consumers', String(repositories)],
    configs: ['scripts/bench/throughput/app-config.throughput.yaml'],
    withFrontend: false,
  });
  try {
    await stack.startEstate();
    await stack.startBackend({ personas: [OWNER] });
    const api = await SkeinApi.signIn(stack.url, OWNER);
    const plan = async () =>
      eventually('the catalog knows every consumer', {
        withinSeconds: PATIENCE_SECONDS,
        look: async () => api.planMigration(DATASET),
        accept: ({ targetCount }) => targetCount > repositories,
      });
    const first = await plan();
    const cold = await moveAll(api, first.id);
    await api.cancelMigration(first.id);
    const second = await plan();
    const warm = await moveAll(api, second.id);
    return { cold, warm };
  } finally {
    await stack.stop();
    await postgres.stop();
  }
}

async function moveAll(api, id) {
  const began = performance.now();
  await api.startMigration(id);
  const secondsUntil = async states => {
    await untilAll(api, id, states);
    return (performance.now() - began) / 1000;
  };
  const provedSeconds = await secondsUntil(PROVED);
  const seconds = await secondsUntil(PUBLISHED);
  const { targetCounts } = await api.getMigration(id);
  return {
    seconds,
    provedSeconds,
    pullRequests: count(targetCounts, ['prOpen', 'merged']),
  };
}

async function untilAll(api, id, states) {
  await eventually(`every target is ${states.join(', ')}`, {
    withinSeconds: PATIENCE_SECONDS,
    look: async () => api.getMigration(id),
    accept: ({ targetCount, targetCounts }) =>
      count(targetCounts, states) === targetCount,
  });
}

function count(targetCounts, states) {
  return targetCounts
    .filter(({ state }) => states.includes(state))
    .reduce((sum, entry) => sum + entry.count, 0);
}
