import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CodeHost } from './support/CodeHost.mjs';
import { eventually } from './support/eventually.mjs';
import { prepareStack } from './support/prepareStack.mjs';
import { SkeinApi } from './support/SkeinApi.mjs';
import { untilEveryTarget } from './support/untilEveryTarget.mjs';

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
  let stack;
  let dispose;
  let codeHost;
  let migrationId;

  before(async () => {
    ({ stack, dispose } = await prepareStack({
      configs: ['packages/app/e2e-tests/support/app-config.recovery.yaml'],
    }));
    codeHost = new CodeHost(stack.estateUrl);
    await stack.startEstate();
  });

  after(() => dispose?.());

  async function assertOnePullRequestEach(branchCount) {
    const counts = countByBranch(await codeHost.listPullRequests());
    assert.deepEqual(
      Object.values(counts),
      Array.from({ length: branchCount }, () => 1),
    );
  }

  async function start(crashAt) {
    await stack.startBackend({
      personas: [OWNER],
      env: crashAt ? { SKEIN_CRASH_AT: crashAt } : {},
    });
    return SkeinApi.signIn(stack.url, OWNER);
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

    await untilEveryTarget(api, migrationId, [
      'proposed',
      'needsHuman',
      'noChanges',
    ]);
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
    await untilEveryTarget(last, migrationId, [
      'prOpen',
      'needsHuman',
      'noChanges',
    ]);

    const open = (await last.listTargets(migrationId)).filter(
      target => target.state === 'prOpen',
    );
    assert.ok(open.length >= 13, `only ${open.length} pull requests are open`);
    await assertOnePullRequestEach(open.length);
  });

  it('sees what was merged while it was down, and completes', async () => {
    const api = await SkeinApi.signIn(stack.url, 'user:default/olga');
    for (const target of await api.listTargets(migrationId)) {
      if (target.state === 'needsHuman') {
        await api.exempt(target.id, 'Will be rebuilt on the new dataset');
      }
    }
    await stack.killBackend();
    const pullRequests = await codeHost.listPullRequests();
    for (const { base, number } of pullRequests) {
      await codeHost.merge(base.repo.full_name, number);
    }

    const last = await start();

    await eventually('the migration is completed', {
      withinSeconds: 180,
      look: async () => (await last.getMigration(migrationId)).state,
      accept: state => state === 'completed',
    });
    await assertOnePullRequestEach(pullRequests.length);
  });
});
