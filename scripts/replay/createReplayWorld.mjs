import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { EstateControl } from '../chaos/actors/EstateControl.mjs';
import { Ledger } from '../chaos/actors/Ledger.mjs';
import { ADMIN } from '../chaos/actors/Operator.mjs';
import { Replica } from '../chaos/actors/Replica.mjs';
import { findFreePort } from '../stack/ports.mjs';
import { Stack } from '../stack/Stack.mjs';
import { startPostgres } from '../testing/startPostgres.mjs';
import { SETTLED } from './settledStates.mjs';

const CONFIGS = [
  'packages/app/e2e-tests/support/app-config.postgres.yaml',
  'scripts/replay/app-config.replay.yaml',
];

/** Thousands of repositories and entities have to be made first. */
const READY_WITHIN_SECONDS = 900;

/** PostgreSQL, one replica, and a code host with the made-up company on it. */
export async function createReplayWorld({ options, chronicle }) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-replay-'));
  const stateFolder = path.join(folder, 'state');
  const postgres = await startPostgres({
    node: process.execPath,
    env: process.env,
  });
  const stack = new Stack({
    node: process.execPath,
    env: {
      ...process.env,
      SKEIN_E2E_CHECKOUTS: path.join(folder, 'checkouts'),
      SKEIN_REPLAY_CONCURRENCY: String(options.concurrency),
      SKEIN_REPLAY_CLOCK_RATE: String(options.clockRate),
    },
    stateFolder,
    logFolder: path.join(folder, 'logs'),
    port: await findFreePort(),
    estatePort: await findFreePort(),
    estateArgs: [
      '--repositories',
      '',
      '--population',
      `${options.seed}:${options.direct}:${options.indirect}`,
      '--github-limits',
      String(options.clockRate),
    ],
    configs: CONFIGS,
    withFrontend: false,
    readyWithinSeconds: READY_WITHIN_SECONDS,
  });
  const estateFolder = path.join(stateFolder, 'estate');
  const replica = new Replica({
    name: 'replica-1',
    stack,
    connectionString: postgres.connectionString,
  });
  const ledger = new Ledger(postgres.connectionString);
  let isWhole = false;
  return {
    folder,
    ledger,
    estate: new EstateControl({ url: stack.estateUrl, folder: estateFolder }),
    replica,
    async start() {
      await stack.startEstate();
      chronicle('the code host stands');
      await replica.start({ personas: [ADMIN] });
    },
    /** Who there is, and what is true of them. */
    async readMembers() {
      const file = path.join(estateFolder, 'population.json');
      return JSON.parse(await fs.readFile(file, 'utf8'));
    },
    /** Writes down where every target stands, to look at when everything is gone. */
    async keepTargets() {
      const targets = await ledger.query(
        'select repository_name, state, state_reason, conditions, attempt_count, generation from targets order by target_key',
      );
      await fs.writeFile(
        path.join(folder, 'targets.json'),
        JSON.stringify(targets, null, 1),
      );
      isWhole = targets.every(({ state }) => SETTLED.includes(state));
    },
    async remove() {
      await replica.stop().catch(() => undefined);
      await stack.stop();
      await postgres.stop();
      if (isWhole && !options.keep) {
        await fs.rm(folder, { recursive: true, force: true });
      }
    },
  };
}
