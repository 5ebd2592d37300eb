import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findFreePort } from '../stack/ports.mjs';
import { Stack } from '../stack/Stack.mjs';
import { startPostgres } from '../testing/startPostgres.mjs';
import { EstateControl } from './actors/EstateControl.mjs';
import { findFakeTime } from './actors/findFakeTime.mjs';
import { Ledger } from './actors/Ledger.mjs';
import { ADMIN, Operator } from './actors/Operator.mjs';
import { Replica } from './actors/Replica.mjs';
import { Teams } from './actors/Teams.mjs';
import { WorkDisk } from './actors/WorkDisk.mjs';
import {
  CODE_HOST_LIMITS,
  CONCURRENCY,
  globalLimitFor,
  WAVES,
} from './limits.mjs';
import { TokenWatch } from './observing/TokenWatch.mjs';
import { recordHistory } from './observing/recordHistory.mjs';

const CONFIGS = [
  'packages/app/e2e-tests/support/app-config.postgres.yaml',
  'scripts/chaos/app-config.chaos.yaml',
];
/** One with a judgement to make, one with checks that fail, one of the second dataset; all others are small. */
const COMPANY_REPOSITORIES = [
  'churn-report',
  'fraud-checks',
  'shop-orders-report',
];
/** PostgreSQL may crash here: what it has said is committed has to be there afterwards. */
const POSTGRES_SETTINGS = { synchronous_commit: 'on' };
const CODE_HOST_TOKEN = 'local-estate-token';

function listSecrets(webhookSecret) {
  return [
    {
      name: 'the token of the code host',
      values: [
        CODE_HOST_TOKEN,
        Buffer.from(`x-access-token:${CODE_HOST_TOKEN}`).toString('base64'),
      ],
    },
    { name: 'the secret of the webhooks', values: [webhookSecret] },
  ];
}

/** Starts everything that a run needs: PostgreSQL, the code host, the replicas, and those who act on them. */
export async function createWorld({ options, chronicle }) {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-chaos-'));
  const logFolder = path.join(folder, 'logs');
  const stateFolder = path.join(folder, 'state');
  const disk = await WorkDisk.create(path.join(folder, 'checkouts'));
  const fakeTime = await findFakeTime();
  const postgres = await startPostgres({
    node: process.execPath,
    env: process.env,
    settings: POSTGRES_SETTINGS,
  });
  const ledger = new Ledger(postgres.connectionString);

  const estatePort = await findFreePort();
  const stacks = [];
  const replicas = [];
  for (let number = 1; number <= options.replicas; number++) {
    const name = `replica-${number}`;
    const stack = new Stack({
      node: process.execPath,
      env: {
        ...process.env,
        SKEIN_E2E_CHECKOUTS: path.join(disk.folder, name),
        SKEIN_CHAOS_LEASE_SECONDS: String(options.leaseSeconds),
        SKEIN_CHAOS_CONCURRENCY: String(CONCURRENCY),
        SKEIN_CHAOS_CONTENT_PER_MINUTE: String(
          CODE_HOST_LIMITS.contentPerMinute,
        ),
        SKEIN_CHAOS_POINTS_PER_MINUTE: String(CODE_HOST_LIMITS.pointsPerMinute),
      },
      stateFolder,
      logFolder: path.join(logFolder, name),
      port: await findFreePort(),
      estatePort,
      estateArgs: [
        '--extra-consumers',
        String(options.extraConsumers),
        '--repositories',
        COMPANY_REPOSITORIES.join(','),
      ],
      configs: CONFIGS,
      withFrontend: false,
    });
    stacks.push(stack);
    replicas.push(
      new Replica({
        name,
        stack,
        connectionString: postgres.connectionString,
        clockFile: fakeTime && path.join(folder, `clock-${number}`),
        fakeTime,
      }),
    );
  }
  const estate = new EstateControl({
    url: stacks[0].estateUrl,
    folder: path.join(stateFolder, 'estate'),
  });
  const operator = new Operator({ replicas, chronicle, waves: WAVES });
  const teams = new Teams({
    seed: options.seed,
    patienceSeconds: options.patienceSeconds,
    estate,
    ledger,
    operator,
    folder,
    chronicle,
  });
  const secrets = listSecrets(estate.webhookSecret);
  const isLeftOver = ({ cwd, command }) =>
    cwd.startsWith(disk.folder) || command.includes(disk.folder);
  const world = {
    folder,
    logFolder,
    disk,
    canSkewClocks: fakeTime !== undefined,
    postgres,
    ledger,
    replicas,
    estate,
    operator,
    teams,
    secrets,
    limits: { concurrency: CONCURRENCY, codeHost: CODE_HOST_LIMITS },
    forged: [],
    isLeftOver,
    tokenWatch: new TokenWatch({
      secrets,
      isOurs: each =>
        isLeftOver(each) ||
        replicas.some(({ boots }) => boots.some(({ pid }) => pid === each.pid)),
    }),
    /** The first replica starts alone, since it makes the tables. */
    async start() {
      await stacks[0].startEstate();
      await replicas[0].start({ personas: [ADMIN] });
      await recordHistory(ledger);
      await Promise.all(
        replicas.slice(1).map(replica => replica.start({ personas: [ADMIN] })),
      );
      const limit = globalLimitFor(options.replicas);
      if (await operator.limitAttempts(limit)) {
        world.limits.global = limit;
      }
    },
    /** Makes all whole again that a fault may have left broken. */
    async heal() {
      await estate.heal();
      await disk.free();
      replicas.forEach(replica => replica.goOn());
      await Promise.all(replicas.map(replica => replica.setClock(0)));
    },
    async stopReplicas() {
      await Promise.all(replicas.map(replica => replica.stop()));
    },
    async remove({ keep }) {
      await Promise.allSettled(replicas.map(replica => replica.stop()));
      await stacks[0].stop();
      await postgres.stop();
      await disk.remove();
      if (!keep) {
        await fs.rm(folder, { recursive: true, force: true });
      }
    },
  };
  return world;
}
