import assert from 'node:assert/strict';
import { CodeHost } from './support/CodeHost.mjs';
import { describeSkein } from './support/describeSkein.mjs';
import { eventually } from './support/eventually.mjs';
import { findAccessibilityFaults } from './support/findAccessibilityFaults.mjs';
import {
  nameOfTarget,
  normalizeDiff,
  readExpectedDiff,
} from './support/expectedDiffs.mjs';
import { SkeinApi } from './support/SkeinApi.mjs';

/** How each target of the main dataset ends its preview. */
const AFTER_PREVIEW = {
  'activity-api': 'needsHuman',
  'activity-notebooks': 'proposed',
  'activity-scio': 'proposed',
  'bi-lookml': 'proposed',
  'churn-report': 'proposed',
  'data-monorepo-finance': 'proposed',
  'data-monorepo-marketing': 'proposed',
  'finance-sql-jobs': 'proposed',
  'fraud-airflow': 'proposed',
  'fraud-checks': 'proposed',
  'legacy-exports': 'noChanges',
  'marketing-dbt': 'proposed',
  'ml-features-spark': 'proposed',
  'pricing-sql': 'proposed',
  'product-dbt': 'proposed',
  'propensity-r': 'needsHuman',
  'sessions-v2-report': 'noChanges',
};
const WITH_PULL_REQUEST = Object.keys(AFTER_PREVIEW).filter(
  name => AFTER_PREVIEW[name] === 'proposed',
);

const NARROW_AND_DARK = {
  viewport: { width: 390, height: 844 },
  colorScheme: 'dark',
};

function statesOf(targets) {
  return Object.fromEntries(
    targets
      .map(target => [nameOfTarget(target), target.state])
      .sort(([left], [right]) => left.localeCompare(right)),
  );
}

/** Owner and name of a repository as the code host spells them, from host/owner/name. */
function slugOf({ repository }) {
  return repository.split('/').slice(1).join('/');
}

describeSkein(
  'The main job',
  test => {
    let ana;
    let ben;
    let olga;
    let api;
    let codeHost;
    let migrationId;

    async function findTarget(name) {
      const targets = await api.listTargets(migrationId);
      const target = targets.find(one => nameOfTarget(one) === name);
      assert.ok(target, `no target ${name}`);
      return target;
    }

    test('leads the dataset owner from the dataset to a prefilled contract', async skein => {
      codeHost = new CodeHost(skein.estateUrl);
      api = await SkeinApi.signIn(skein.url, 'user:default/ana');
      ana = await skein.signIn('Ana');
      await ana.goto('/catalog/default/resource/user-activity-v1');

      await ana.getByRole('link', { name: 'Migrate', exact: true }).click();

      await ana.getByRole('heading', { name: /^Migrate / }).waitFor();
      await ana
        .getByText('Prefilled from the dataset’s own example.')
        .waitFor();
      assert.equal(
        await ana.getByLabel('To dataset').inputValue(),
        'resource:default/user-activity-v2',
      );
      await ana.getByText('No problems').waitFor();
    });

    test('plans, and shows who is hit and where the catalog is wrong', async () => {
      await ana
        .getByRole('button', { name: 'Continue: find the consumers' })
        .click();
      await ana.waitForURL(/[?&]migration=/);
      migrationId = new URL(ana.url()).searchParams.get('migration');

      for (const text of [
        'No repository',
        'Dangling relation',
        'Cycle',
        'churn-report',
      ]) {
        await ana.getByText(text).first().waitFor();
      }
    });

    test('takes in the consumer that the catalog does not know', async () => {
      await ana.getByText('Take in 1 undeclared consumer').click();
      await ana.getByRole('button', { name: 'Plan with them' }).click();

      const targets = await eventually('churn-report is a target', {
        withinSeconds: 60,
        look: async () => statesOf(await api.listTargets(migrationId)),
        accept: states => 'churn-report' in states,
      });

      assert.deepEqual(Object.keys(targets), Object.keys(AFTER_PREVIEW).sort());
    });

    test('shows the diff of every target before anything is published', async skein => {
      await ana.getByRole('link', { name: 'Preview', exact: true }).click();
      await ana.getByRole('button', { name: 'Run preview' }).click();

      const states = await eventually('the preview has ended', {
        withinSeconds: 180,
        look: async () => statesOf(await api.listTargets(migrationId)),
        accept: seen =>
          Object.values(seen).every(state =>
            ['proposed', 'needsHuman', 'noChanges', 'failed'].includes(state),
          ),
      });
      assert.deepEqual(states, AFTER_PREVIEW);
      assert.deepEqual(await codeHost.listPullRequests(), []);

      for (const name of WITH_PULL_REQUEST) {
        const target = await findTarget(name);
        const patch = await api.findPatch(target.id);
        assert.equal(normalizeDiff(patch), await readExpectedDiff(target));
      }

      const { id } = await findTarget('marketing-dbt');
      await ana.goto(`${skein.url}/dataset-migrations/t/${id}`);
      await ana.getByText('stg_user_activity.sql').first().waitFor();
    });

    test('starts, and opens one pull request for each proved target', async skein => {
      await ana.goto(
        `${skein.url}/dataset-migrations/migrate?migration=${migrationId}&step=start`,
      );
      await ana.getByText('Previewed:').waitFor();
      assert.deepEqual(await findAccessibilityFaults(ana), []);
      await ana.getByRole('button', { name: 'Start migration' }).click();
      await ana.getByRole('button', { name: /^Start for/ }).click();
      await ana.getByRole('button', { name: 'Pause' }).waitFor();

      await eventually('all pull requests are open', {
        withinSeconds: 180,
        look: async () => statesOf(await api.listTargets(migrationId)),
        accept: states =>
          WITH_PULL_REQUEST.every(name => states[name] === 'prOpen'),
      });

      const pullRequests = await codeHost.listPullRequests();
      assert.equal(pullRequests.length, WITH_PULL_REQUEST.length);
      await ana.goto(
        `${skein.url}/dataset-migrations/m/${migrationId}?tab=targets`,
      );
      await ana.getByText('Pull request open').first().waitFor();
    });

    test('opens pull requests whose diffs are those that were written by hand', async () => {
      for (const name of WITH_PULL_REQUEST) {
        const target = await findTarget(name);
        const diff = await codeHost.readDiff(
          slugOf(target),
          target.pullRequest.number,
        );
        assert.equal(
          normalizeDiff(diff),
          await readExpectedDiff(target),
          `the pull request of ${name}`,
        );
      }
    });

    test('says on a pull request what it does, how it is proved and who shall review', async () => {
      const target = await findTarget('marketing-dbt');
      const pullRequest = await codeHost.getPullRequest(
        slugOf(target),
        target.pullRequest.number,
      );

      assert.match(pullRequest.body, /E5, same results/);
      assert.match(pullRequest.body, /counts devices/);
      assert.notEqual(
        pullRequest.requested_reviewers.length +
          pullRequest.requested_teams.length,
        0,
      );
      assert.ok(pullRequest.labels.some(label => label.name === 'skein'));
    });

    test('marks the target that needs a decision, and the one whose check fails', async () => {
      await eventually('both conditions are visible', {
        withinSeconds: 60,
        look: async () => ({
          pricing: (await findTarget('pricing-sql')).conditions,
          checks: (await findTarget('fraud-checks')).conditions,
        }),
        accept: ({ pricing, checks }) =>
          pricing.includes('decisionNeeded') &&
          checks.includes('checksFailing'),
      });
    });

    test('shows the consumer team what is incoming, on its page and on its component', async skein => {
      ben = await skein.signIn('Ben');
      for (const entity of [
        'group/marketing-analytics',
        'component/marketing-dbt',
      ]) {
        await ben.goto(`/catalog/default/${entity}/incoming-migrations`);

        const incoming = ben.getByRole('article').filter({
          hasText: 'marketing-dbt',
        });
        await incoming.getByText('Pull request open').waitFor();
        await incoming
          .getByRole('link', { name: /Review pull request/ })
          .waitFor();
      }
    });

    async function findFaults(skein, options) {
      const { id } = await findTarget('pricing-sql');
      const migration = `/dataset-migrations/m/${migrationId}`;
      const page = await skein.signIn('Olga', options);
      const faults = [];
      for (const [address, sight] of [
        [migration, 'As a table'],
        [`${migration}?tab=targets`, 'Pull request open'],
        [`${migration}?tab=waves`, 'Gate'],
        [`${migration}?tab=consumers`, 'churn-report'],
        [`${migration}?tab=contract`, 'kind: MappingContract'],
        [`${migration}?tab=events`, 'user:default/ana'],
        [`/dataset-migrations/t/${id}`, 'Evidence'],
        ['/dataset-migrations/migrations', 'User activity v1 → v2'],
        ['/dataset-migrations/fleet', 'Replicas'],
        ['/dataset-migrations/audit', 'Start a migration'],
        ['/dataset-migrations/subscriptions', 'New subscription'],
        ['/dataset-migrations/wall', 'Migrations under way'],
        [
          '/catalog/default/group/marketing-analytics/incoming-migrations',
          'Pull request open',
        ],
        [
          '/dataset-migrations/migrate?from=resource:default/orders-v1',
          'In plain words',
        ],
      ]) {
        await page.goto(address);
        await page.getByText(sight).first().waitFor();
        const found = await findAccessibilityFaults(page);
        faults.push(...found.map(fault => `${address}: ${fault}`));
      }
      return faults;
    }

    test('has no serious fault for those who see or hear it otherwise, wide and light', async skein => {
      assert.deepEqual(await findFaults(skein), []);
    });

    test('has no serious fault for those who see or hear it otherwise, narrow and dark', async skein => {
      assert.deepEqual(await findFaults(skein, NARROW_AND_DARK), []);
    });

    test('lets an admin stop all work with a reason, and go on', async skein => {
      const admin = await skein.signIn('Olga');
      await admin.goto('/dataset-migrations/fleet');
      await admin.getByRole('button', { name: 'Stop everything…' }).click();
      const dialog = admin.getByRole('dialog');
      await dialog.getByRole('textbox').fill('A bad contract');
      await dialog
        .getByRole('button', { name: 'Stop everything', exact: true })
        .click();

      await admin.getByText(/A bad contract/).waitFor();
      await admin
        .getByText('Every replica has acknowledged it.')
        .waitFor({ timeout: 60_000 });
      await admin.getByRole('button', { name: 'Let the work go on' }).click();

      await admin.getByRole('button', { name: 'Stop everything…' }).waitFor();
    });

    test('says who stopped all work, and why', async skein => {
      const admin = await skein.signIn('Olga');
      await admin.goto('/dataset-migrations/audit?act=fleet-stop');

      const row = admin.getByRole('row', { name: /Stop everything/ }).first();
      await row.getByText('olga').waitFor();
      await row.getByText('A bad contract').waitFor();
      await row.getByText('Done').waitFor();
    });

    test('fills a screen on a wall with the fleet, and is left by Escape', async skein => {
      const admin = await skein.signIn('Olga');
      await admin.goto('/dataset-migrations/fleet');
      await admin.getByRole('link', { name: 'Show on a wall' }).click();
      const wall = admin.getByRole('dialog', { name: 'The fleet' });
      await wall.getByText('User activity v1 → v2').waitFor();
      await wall.getByText('Nothing stands in the way.').waitFor();
      const size = await wall.boundingBox();
      assert.deepEqual(
        [size.width, size.height],
        await admin.evaluate(() => [window.innerWidth, window.innerHeight]),
      );

      await admin.keyboard.press('Escape');

      await admin.getByRole('button', { name: 'Stop everything…' }).waitFor();
      await wall.waitFor({ state: 'detached' });
    });

    test('shows a merge on the code host within ten seconds', async skein => {
      const { id } = await findTarget('marketing-dbt');
      const watched = await ben.context().newPage();
      await watched.goto(`${skein.url}/dataset-migrations/t/${id}`);
      await watched.getByText('Pull request open').first().waitFor();

      const [pullRequest] = await Promise.all([
        ben.context().waitForEvent('page'),
        ben
          .getByRole('article')
          .filter({ hasText: 'marketing-dbt' })
          .getByRole('link', { name: /Review pull request/ })
          .click(),
      ]);
      await pullRequest.getByLabel('as').selectOption('ben');
      await pullRequest.getByRole('button', { name: 'Merge' }).click();
      await pullRequest
        .getByTestId('state')
        .filter({ hasText: 'merged' })
        .waitFor();

      await watched
        .getByText('Merged', { exact: true })
        .first()
        .waitFor({ timeout: 10_000 });
    });

    test('sees that a person mended by hand what no agent could', async skein => {
      const target = await findTarget('propensity-r');
      await codeHost.mendByHand({
        repository: slugOf(target),
        login: 'mika',
        mend: text =>
          text
            .replaceAll('analytics.user_activity_v1', 'core.user_activity')
            .replaceAll('user_id', 'account_id')
            .replaceAll('signup_ts', 'signed_up_at'),
      });
      olga = await skein.signIn('Olga');
      await olga.goto(`/dataset-migrations/t/${target.id}`);

      await olga.getByRole('button', { name: 'Retry' }).click();

      await olga
        .getByText('Nothing to change')
        .first()
        .waitFor({ timeout: 60_000 });
    });

    test('lets a team be exempted with a reason', async () => {
      const { id } = await findTarget('activity-api');
      await olga.goto(`/dataset-migrations/t/${id}`);
      await olga.getByRole('button', { name: 'Something is wrong' }).click();
      await olga.getByRole('menuitem', { name: 'Grant an exception…' }).click();
      await olga
        .getByRole('textbox', { name: /Reason/ })
        .fill('Switched off next month');
      await olga.getByRole('button', { name: 'Grant it' }).click();

      await olga.getByText('Exempted').first().waitFor();
    });

    test('ends by itself when the last pull request is merged', async skein => {
      for (const name of WITH_PULL_REQUEST) {
        const target = await findTarget(name);
        if (target.state === 'prOpen') {
          await codeHost.merge(slugOf(target), target.pullRequest.number);
        }
      }

      await ana.goto(`${skein.url}/dataset-migrations/m/${migrationId}`);
      await ana
        .getByText('Completed', { exact: true })
        .first()
        .waitFor({ timeout: 120_000 });

      const migration = await api.getMigration(migrationId);
      assert.equal(migration.state, 'completed');
      const pullRequests = await codeHost.listPullRequests();
      assert.equal(pullRequests.length, WITH_PULL_REQUEST.length);
      assert.ok(pullRequests.every(pullRequest => pullRequest.merged_at));
    });

    test('tells whoever comes to the dataset that it was replaced', async () => {
      await ana.goto('/catalog/default/resource/user-activity-v1');

      await ana
        .getByText(/This dataset is being replaced by user-activity-v2/)
        .waitFor();
      await ana.getByText('Completed', { exact: true }).first().waitFor();
    });
  },
  { isStory: true },
);
