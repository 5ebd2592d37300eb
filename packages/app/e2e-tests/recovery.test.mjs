import assert from 'node:assert/strict';
import { CodeHost } from './support/CodeHost.mjs';
import { describeSkein } from './support/describeSkein.mjs';
import { eventually } from './support/eventually.mjs';
import { SkeinApi } from './support/SkeinApi.mjs';

/** What has a pull request in the end: see the story. */
const PULL_REQUESTS = 9;
/** Slow enough that a crash hits the middle of what Skein does with the code host. */
const LATENCY_MS = 150;

function countStates(targets) {
  const counts = {};
  for (const { state } of targets) {
    counts[state] = (counts[state] ?? 0) + 1;
  }
  return counts;
}

describeSkein(
  'A backend that is killed in the middle of a migration',
  test => {
    let api;
    let codeHost;
    let migrationId;

    const look = async () => countStates(await api.listTargets(migrationId));

    async function signInAgain(skein) {
      api = await SkeinApi.signIn(skein.url, 'user:default/olga');
    }

    test('goes on with its attempts when agents were at work', async skein => {
      codeHost = new CodeHost(skein.estateUrl);
      await codeHost.setLatency(LATENCY_MS);
      await signInAgain(skein);
      ({ id: migrationId } = await api.planMigration(
        'resource:default/user-activity-v1',
      ));
      await api.startMigration(migrationId);
      await eventually('an agent is at work', {
        withinSeconds: 60,
        look,
        accept: ({ running = 0 }) => running > 0,
      });

      await skein.crashAndStart();

      await signInAgain(skein);
      await eventually('a first pull request is open', {
        withinSeconds: 120,
        look,
        accept: ({ prOpen = 0 }) => prOpen > 0,
      });
    });

    test('opens no pull request twice when it was publishing', async skein => {
      const { prOpen } = await look();
      assert.ok(prOpen < PULL_REQUESTS, 'it was not publishing any more');

      await skein.crashAndStart();

      await signInAgain(skein);
      await eventually('all pull requests are open', {
        withinSeconds: 180,
        look,
        accept: ({ prOpen = 0 }) => prOpen === PULL_REQUESTS,
      });
      const pullRequests = await codeHost.listPullRequests();
      assert.equal(pullRequests.length, PULL_REQUESTS);
    });

    test('sees what was merged while it was down, and finishes', async skein => {
      for (const target of await api.listTargets(migrationId)) {
        if (target.state === 'needsHuman') {
          await api.exempt(target.id, 'Will be rebuilt on the new dataset');
        }
      }

      await skein.crashAndStart({
        whileDown: async () => {
          for (const { base, number } of await codeHost.listPullRequests()) {
            await codeHost.merge(base.repo.full_name, number);
          }
        },
      });

      await signInAgain(skein);
      await eventually('the migration is completed', {
        withinSeconds: 180,
        look: async () => (await api.getMigration(migrationId)).state,
        accept: state => state === 'completed',
      });
      const pullRequests = await codeHost.listPullRequests();
      const heads = new Set(
        pullRequests.map(
          ({ base, head }) => `${base.repo.full_name} ${head.ref}`,
        ),
      );
      assert.equal(pullRequests.length, PULL_REQUESTS);
      assert.equal(heads.size, PULL_REQUESTS);
    });
  },
  {
    isStory: true,
    // what a killed backend had claimed is free after so long
    env: { APP_CONFIG_datasetMigrations_leaseSeconds: '15' },
  },
);
