import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import { CodeHost } from './support/CodeHost.mjs';
import { countPresses } from './support/countPresses.mjs';
import { describeSkein } from './support/describeSkein.mjs';
import { eventually } from './support/eventually.mjs';
import { SkeinApi } from './support/SkeinApi.mjs';
import { untilEveryTarget } from './support/untilEveryTarget.mjs';

const OTHER_DATASET = 'resource:default/orders-v1';
const AT_REST = ['prOpen', 'merged', 'needsHuman', 'noChanges', 'failed'];

describeSkein(
  'What people do beside the main job',
  test => {
    let api;
    let codeHost;
    let ana;
    let ben;
    let migrationId;
    let targets;
    let theirs;

    const press = (page, name) =>
      page.getByRole('button', { name, exact: true }).first().click();
    // menus have the role of a dialog, too
    const dialogOf = page => page.locator('section[role=dialog]');
    const choose = async (page, menu, item) => {
      await press(page, menu);
      await page.getByRole('menuitem', { name: item }).click();
      await dialogOf(page).waitFor();
    };

    test('takes a newcomer from the sign-in to a started migration in nine presses', async skein => {
      ana = await skein.newPage();
      const presses = countPresses();
      await ana.goto('/');
      await presses.on(ana.getByRole('heading', { name: 'Ana', exact: true }));
      await presses.on(ana.getByRole('link', { name: 'user-activity-v1' }));
      await presses.on(ana.getByRole('link', { name: 'Migrate', exact: true }));
      await ana.getByText('No problems').waitFor();
      await presses.on(ana.getByRole('button', { name: /^Continue/ }));
      await presses.on(ana.getByRole('link', { name: 'Continue: how' }));
      await presses.on(ana.getByRole('link', { name: 'Continue: preview' }));
      await presses.on(ana.getByRole('link', { name: 'Continue: start' }));
      await presses.on(ana.getByRole('button', { name: 'Start migration' }));
      await presses.on(ana.getByRole('button', { name: /^Start for/ }));
      await ana.getByRole('button', { name: 'Pause' }).waitFor();
      assert.equal(presses.count, 9);

      migrationId = new URL(ana.url()).pathname.split('/').at(-1);
      api = await SkeinApi.signIn(skein.url, 'user:default/ana');
      codeHost = new CodeHost(skein.estateUrl);
      targets = await untilEveryTarget(api, migrationId, AT_REST);
    });

    test('takes a team from its notification to a merged pull request in four presses', async skein => {
      ben = await skein.signIn('Ben');
      const presses = countPresses();
      await presses.on(ben.getByRole('link', { name: /^Notifications/ }));
      await presses.on(
        ben.getByRole('link', { name: /pull requests? for you/ }),
      );
      const opened = ben.context().waitForEvent('page');
      await presses.on(
        ben.getByRole('link', { name: /^(Review|Open) pull request/ }),
      );
      const pullRequest = await opened;
      await pullRequest.getByLabel('as').selectOption('ben');
      await presses.on(pullRequest.getByRole('button', { name: 'Merge' }));
      await pullRequest
        .getByTestId('state')
        .filter({ hasText: 'merged' })
        .waitFor();
      assert.equal(presses.count, 4);

      targets = await eventually('the merge is seen', {
        withinSeconds: 20,
        look: () => api.listTargets(migrationId),
        accept: seen => seen.some(({ state }) => state === 'merged'),
      });
    });

    test('keeps what an owner writes, and gives it back to who left without saving', async () => {
      const title = ana.getByRole('textbox', { name: 'Title', exact: true });
      await ana.goto(`/dataset-migrations/migrate?from=${OTHER_DATASET}`);
      await ana.getByText('No problems').waitFor();
      const before = await title.inputValue();
      await title.fill('Orders, once and for all');
      await ana.getByText(/^Kept in this browser/).waitFor();

      await ana.goto('/catalog');
      await ana.goto(`/dataset-migrations/migrate?from=${OTHER_DATASET}`);

      await ana.getByText(/and did not save is back/).waitFor();
      assert.equal(await title.inputValue(), 'Orders, once and for all');
      await press(ana, 'Drop it');
      await eventually('the draft is as it was', {
        withinSeconds: 20,
        look: () => title.inputValue(),
        accept: value => value === before,
      });
    });

    test('divides a draft into waves', async () => {
      const draft = await api.planMigration(OTHER_DATASET);
      await ana.goto(
        `/dataset-migrations/migrate?migration=${draft.id}&step=how`,
      );
      await press(ana, 'Divide otherwise…');
      await press(ana, 'Add a wave');
      await ana.getByLabel('Targets').first().fill('1');
      await press(ana, 'Divide so');

      await ana.getByText('2 waves, one after the other').waitFor();
    });

    test('shows a report to share, and all targets as a file', async () => {
      await ana.goto(`/dataset-migrations/m/${migrationId}`);
      await choose(ana, 'More actions', 'Report…');
      const report = await dialogOf(ana).getByRole('textbox').inputValue();
      assert.match(report, /^# User activity v1 → v2/);
      const [download] = await Promise.all([
        ana.waitForEvent('download'),
        press(ana, 'Download the targets (CSV)'),
      ]);
      const text = await fs.readFile(await download.path(), 'utf8');
      assert.equal(text.trim().split('\n').length, targets.length + 1);
      await press(ana, 'Close');
    });

    test('begins a new migration with the contract of another', async () => {
      await press(ana, 'More actions');
      await ana.getByRole('menuitem', { name: /^Clone/ }).click();
      await ana.getByText('Copied from another migration').first().waitFor();
    });

    test('hands a migration over, and whoever had it runs it on', async () => {
      await ana.goto(`/dataset-migrations/m/${migrationId}`);
      await choose(ana, 'More actions', 'Owner and co-owners…');
      const owner = ana.getByRole('combobox', { name: /^Owner/ });
      await owner.fill('group:default/finance');
      await owner.press('Tab');
      await press(ana, 'Hand over to finance');
      await dialogOf(ana).waitFor({ state: 'detached' });

      const { ownerRef, coOwnerRefs } = await api.getMigration(migrationId);
      assert.equal(ownerRef, 'group:default/finance');
      assert.deepEqual(coOwnerRefs, ['group:default/growth-data']);
    });

    test('lets a team put a pull request off, and wake it up again', async () => {
      const { id } = targets.find(
        ({ ownerRef, state }) =>
          ownerRef === 'group:default/marketing-analytics' &&
          state === 'prOpen',
      );
      theirs = `/dataset-migrations/t/${id}`;
      await ben.goto(theirs);
      await press(ben, 'Snooze…');
      await press(ben, 'In 1 week');
      await press(ben, 'Put off');
      await ben
        .getByText(/^Put off until/)
        .first()
        .waitFor();

      await press(ben, 'Wake up now');

      await ben.getByText('Pull request open').first().waitFor();
    });

    test('gives a team that moves by hand the guide, the contract and the command', async () => {
      await press(ben, 'We do it ourselves…');
      await dialogOf(ben)
        .getByText(/skein rewrite/)
        .waitFor();
      await press(ben, 'We do it ourselves');
      await press(ben, 'Hand back');

      await ben.getByRole('button', { name: 'Snooze…' }).waitFor();
    });

    test('lets a team name whose code it is, and take that back', async () => {
      await choose(ben, 'Something is wrong', 'Not ours…');
      const owner = dialogOf(ben).getByRole('combobox');
      await owner.fill('group:default/finance');
      await owner.press('Tab');
      await press(ben, 'It is not ours');
      await ben
        .getByText(/^Said to belong to/)
        .first()
        .waitFor();
      await ana.goto(`/dataset-migrations/m/${migrationId}`);
      await ana.getByText('1 is not theirs, says a team').waitFor();

      await press(ben, 'Undo');

      await ben.getByText(/^Said to belong to/).waitFor({ state: 'detached' });
    });

    test('shows a team that reads nothing how to mend the catalog', async () => {
      await choose(ben, 'Something is wrong', 'Not a consumer…');
      await dialogOf(ben).getByText('kind: Component').waitFor();
      await dialogOf(ben)
        .getByRole('textbox', { name: /Reason/ })
        .fill('It reads the copy of last year');
      await press(ben, 'It is not a consumer');
      await ben.getByText('Not a consumer', { exact: true }).first().waitFor();

      await press(ben, 'Undo');

      await ben.getByRole('button', { name: 'Snooze…' }).waitFor();
    });

    test('lets a team ask for an exception, and the owner refuse it with a reason', async () => {
      await choose(ben, 'Something is wrong', 'Ask for an exception…');
      await dialogOf(ben)
        .getByRole('textbox', { name: /Reason/ })
        .fill('Switched off in spring');
      await press(ben, 'Ask');
      await dialogOf(ben)
        .getByText(/^Choose a day/)
        .waitFor();
      const day = dialogOf(ben).getByLabel(/^The exception ends/);
      await day.fill(await day.getAttribute('max'));
      await press(ben, 'Ask');
      await ben
        .getByText(/^An exception until/)
        .first()
        .waitFor();

      await ana.goto(theirs);
      await press(ana, 'Refuse…');
      await dialogOf(ana)
        .getByRole('textbox', { name: /Reason/ })
        .fill('Spring is too late');
      await press(ana, 'Refuse');

      await ana.getByText(/^An exception until/).waitFor({ state: 'detached' });
    });

    test('accepts all that are the same after one was read, and takes it back', async () => {
      await ben.goto(
        '/catalog/default/group/marketing-analytics/incoming-migrations',
      );
      await ben.getByRole('link', { name: /patches of one shape/ }).click();
      await press(ben, 'Approve the pattern…');
      await dialogOf(ben).getByRole('checkbox').check({ force: true });
      await dialogOf(ben)
        .getByRole('button', { name: /^Accept \d/ })
        .click();
      await ben.getByText(/accepted by this pattern/).waitFor();

      await press(ben, 'Undo');

      await ben
        .getByText(/accepted by this pattern/)
        .waitFor({ state: 'detached' });
    });

    test('undoes a wave that was merged, by pull requests', async () => {
      const before = await codeHost.listPullRequests();
      await ana.goto(`/dataset-migrations/m/${migrationId}?tab=waves`);
      await press(ana, 'Undo this wave…');
      await dialogOf(ana)
        .getByRole('textbox', { name: /Reason/ })
        .fill('The new dataset is late');
      await dialogOf(ana)
        .getByRole('button', { name: /^Open \d/ })
        .click();
      await dialogOf(ana).waitFor({ state: 'detached' });

      await eventually('a pull request undoes it', {
        withinSeconds: 90,
        look: () => codeHost.listPullRequests(),
        accept: now => now.length === before.length + 1,
      });
    });

    test('lets an admin set a limit, and take it away', async skein => {
      const admin = await skein.signIn('Olga');
      await admin.goto('/dataset-migrations/fleet');
      await admin.getByLabel('Which one').fill('group:default/finance');
      await admin.getByLabel('At most').fill('3');
      await press(admin, 'Set the limit');
      const remove = admin.getByRole('button', { name: /^Remove: Attempts/ });
      await remove.click();

      await remove.waitFor({ state: 'detached' });
    });
  },
  // a team has four of them, so that some of one shape are left whichever is merged
  { isStory: true, estateArgs: ['--extra-consumers', '20'] },
);
