import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CodeHost } from './support/CodeHost.mjs';
import { eventually } from './support/eventually.mjs';
import { prepareStack } from './support/prepareStack.mjs';
import { SkeinApi } from './support/SkeinApi.mjs';
import { untilEveryTarget } from './support/untilEveryTarget.mjs';

const OWNER = 'user:default/ana';

describe('Repositories with which something is wrong', () => {
  let stack;
  let dispose;
  let api;
  let codeHost;
  let migrationId;

  before(async () => {
    ({ stack, dispose } = await prepareStack({
      estateArgs: ['--with-trouble'],
    }));
    await stack.startEstate();
    await stack.startBackend({ personas: [OWNER] });
    api = await SkeinApi.signIn(stack.url, OWNER);
    codeHost = new CodeHost(stack.estateUrl);
  });

  after(() => dispose?.());

  it('say what it is at their own target, and the others go on', async () => {
    ({ id: migrationId } = await api.planMigration(
      'resource:default/user-activity-v1',
    ));
    await api.previewMigration(migrationId);

    const targets = await untilEveryTarget(api, migrationId, [
      'proposed',
      'needsHuman',
      'noChanges',
      'failed',
    ]);

    const trouble = Object.fromEntries(
      targets
        .filter(target => target.repository.includes('/trouble-'))
        .map(target => [target.repository.split('/').at(-1), target]),
    );
    assert.equal(trouble['trouble-archived'].state, 'failed');
    assert.match(
      trouble['trouble-archived'].stateReason,
      /archived.*unarchive/i,
    );
    assert.equal(trouble['trouble-empty'].state, 'failed');
    assert.match(trouble['trouble-empty'].stateReason, /no commit|empty/i);
    assert.equal(trouble['trouble-oversized'].state, 'failed');
    assert.match(
      trouble['trouble-oversized'].stateReason,
      /maxSizeMegabytes|limit/i,
    );
    assert.equal(trouble['trouble-symlink'].state, 'proposed');
    assert.equal(trouble['trouble-symlink'].filesChanged, 1);
    assert.equal(trouble['trouble-encodings'].state, 'proposed');
    assert.ok(
      trouble['trouble-encodings'].findings.some(
        finding =>
          finding.kind === 'unreadable' && finding.file === 'latin1.sql',
      ),
    );
    const others = targets.filter(
      target => !target.repository.includes('/trouble-'),
    );
    assert.equal(others.length, 17);
    assert.ok(others.every(target => target.state !== 'failed'));
  });

  it('wait while the code host is down, and are published when it is back', async () => {
    await codeHost.setMode('down');
    await api.startMigration(migrationId);
    await eventually('a target says why it waits', {
      withinSeconds: 60,
      look: () => api.listTargets(migrationId),
      accept: targets =>
        targets.some(
          target =>
            target.state === 'publishing' &&
            target.conditions.includes('retrying'),
        ),
    });

    await codeHost.setMode('up');

    const targets = await untilEveryTarget(api, migrationId, [
      'prOpen',
      'needsHuman',
      'noChanges',
      'failed',
    ]);
    const open = targets.filter(target => target.state === 'prOpen');
    assert.equal(open.length, 15);
    assert.equal((await codeHost.listPullRequests()).length, open.length);
  });
});
