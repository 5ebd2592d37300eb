import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findFreePort } from '../../../scripts/stack/ports.mjs';
import { Stack } from '../../../scripts/stack/Stack.mjs';
import { startPostgres } from '../../../scripts/testing/startPostgres.mjs';
import { CodeHost } from './support/CodeHost.mjs';
import { SkeinApi } from './support/SkeinApi.mjs';
import { untilEveryTarget } from './support/untilEveryTarget.mjs';

const OWNER = 'user:default/ana';
const TARGETS = 40;
/** The estate has 15 targets of its own for this dataset. */
const EXTRA_CONSUMERS = TARGETS - 17;

describe('Two backends on one PostgreSQL', () => {
  let folder;
  let postgres;
  let stacks;

  before(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-replicas-'));
    postgres = await startPostgres({
      node: process.execPath,
      env: process.env,
    });
    const estatePort = await findFreePort();
    const stackOf = async name =>
      new Stack({
        node: process.execPath,
        env: {
          ...process.env,
          SKEIN_E2E_POSTGRES: postgres.connectionString,
          SKEIN_E2E_CHECKOUTS: path.join(folder, name),
        },
        stateFolder: path.join(folder, 'state'),
        logFolder: path.join(folder, 'logs', name),
        port: await findFreePort(),
        estatePort,
        estateArgs: ['--extra-consumers', String(EXTRA_CONSUMERS)],
        configs: ['packages/app/e2e-tests/support/app-config.postgres.yaml'],
      });
    stacks = [await stackOf('first'), await stackOf('second')];
    await stacks[0].startEstate();
    await stacks[0].startBackend({ personas: [OWNER] });
    await stacks[1].startBackend({ personas: [OWNER] });
  });

  after(async () => {
    await stacks?.[1].stop();
    await stacks?.[0].stop();
    await postgres?.stop();
    await fs.rm(folder, { recursive: true, force: true });
  });

  it('share a migration of 40 targets, each attempted by one of them and nothing twice', async () => {
    const first = await SkeinApi.signIn(stacks[0].url, OWNER);
    const second = await SkeinApi.signIn(stacks[1].url, OWNER);
    const { id, targetCount } = await first.planMigration(
      'resource:default/user-activity-v1',
    );
    assert.equal(targetCount, TARGETS);

    await first.previewMigration(id);
    await untilEveryTarget(second, id, ['proposed', 'needsHuman', 'noChanges']);
    await second.startMigration(id);
    const targets = await untilEveryTarget(first, id, [
      'prOpen',
      'needsHuman',
      'noChanges',
    ]);

    assert.equal(targets.length, TARGETS);
    assert.deepEqual(
      targets.map(target => target.attemptCount),
      targets.map(() => 1),
    );
    const workers = new Set(await first.listWorkers(targets));
    assert.equal(workers.size, 2, 'one of them did all the work');
    const open = targets.filter(target => target.state === 'prOpen');
    const branches = (
      await new CodeHost(stacks[0].estateUrl).listPullRequests()
    ).map(({ head, base }) => `${base.repo.full_name} ${head.ref}`);
    assert.equal(branches.length, open.length);
    assert.equal(new Set(branches).size, open.length);
  });
});
