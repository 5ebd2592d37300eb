import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findFreePort } from '../../../scripts/stack/ports.mjs';
import { Stack } from '../../../scripts/stack/Stack.mjs';
import { CodeHost } from './support/CodeHost.mjs';
import { eventually } from './support/eventually.mjs';
import { SkeinApi } from './support/SkeinApi.mjs';

const OWNER = 'user:default/ana';

/** How many pull requests the code host has for each branch of Skein. */
function countByBranch(pullRequests) {
  const counts = {};
  for (const { head, base } of pullRequests) {
    if (head.ref.startsWith('skein/')) {
      const branch = `${base.repo.full_name} ${head.ref}`;
      counts[branch] = (counts[branch] ?? 0) + 1;
    }
  }
  return counts;
}

describe('A backend that dies in the middle of a migration', () => {
  let stateFolder;
  let stack;
  let codeHost;
  let migrationId;

  before(async () => {
    stateFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-crash-'));
    stack = new Stack({
      node: process.execPath,
      env: process.env,
      stateFolder,
      logFolder: path.join(stateFolder, 'logs'),
      port: await findFreePort(),
      estatePort: await findFreePort(),
      configs: ['packages/app/e2e-tests/support/app-config.recovery.yaml'],
    });
    codeHost = new CodeHost(stack.estateUrl);
    await stack.startEstate();
  });

  after(async () => {
    await stack?.stop();
    await fs.rm(stateFolder, { recursive: true, force: true });
  });

  async function start(crashAt) {
    await stack.startBackend({
      personas: [OWNER],
      env: crashAt ? { SKEIN_CRASH_AT: crashAt } : {},
    });
    return SkeinApi.signIn(stack.url, OWNER);
  }

  async function untilEveryTarget(api, accepted) {
    return eventually(`every target is ${accepted.join(', ')}`, {
      withinSeconds: 180,
      look: async () =>
        (await api.listTargets(migrationId)).map(
          ({ repository, state, stateReason }) => ({
            repository,
            state,
            stateReason,
          }),
        ),
      accept: targets =>
        targets.length > 0 &&
        targets.every(target => accepted.includes(target.state)),
    });
  }

  it('finishes after three deaths, with one pull request for each target', async () => {
    // this backend dies when an agent has worked
    let api = await start('afterAgent');
    ({ id: migrationId } = await api.planMigration(
      'resource:default/user-activity-v1',
    ));
    await api.previewMigration(migrationId);
    assert.equal(await stack.untilBackendEnds(), 'SIGKILL');

    api = await start('afterPush');

    await untilEveryTarget(api, ['proposed', 'needsHuman', 'noChanges']);
    assert.deepEqual(countByBranch(await codeHost.listPullRequests()), {});

    // this one dies after its first push
    await api.startMigration(migrationId);
    assert.equal(await stack.untilBackendEnds(), 'SIGKILL');

    // this one dies after its first pull request, perhaps before it is ready to be asked
    await start('afterPullRequest').catch(() => undefined);
    assert.equal(await stack.untilBackendEnds(), 'SIGKILL');
    assert.ok(
      Object.keys(countByBranch(await codeHost.listPullRequests())).length > 0,
    );

    const last = await start();
    await untilEveryTarget(last, ['prOpen', 'needsHuman', 'noChanges']);

    const open = (await last.listTargets(migrationId)).filter(
      target => target.state === 'prOpen',
    );
    const counts = countByBranch(await codeHost.listPullRequests());
    assert.ok(open.length >= 9, `only ${open.length} pull requests are open`);
    assert.equal(Object.keys(counts).length, open.length);
    assert.deepEqual(
      Object.values(counts),
      open.map(() => 1),
    );
  });
});
