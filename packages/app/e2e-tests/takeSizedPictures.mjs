// Takes each key page with 0, 12 and 10,000 targets, wide and narrow, light and dark, and each dialog once. Started by
// `npm run screenshots -- --sizes`.
import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../../scripts/paths.mjs';
import { nameOfTarget } from './support/expectedDiffs.mjs';
import { playMigration } from './support/playMigration.mjs';
import { seedMigration } from './support/seedMigration.mjs';
import { SkeinApi } from './support/SkeinApi.mjs';
import { SkeinUnderTest } from './support/SkeinUnderTest.mjs';

const FOLDER = path.join(ROOT, 'e2e-results/pictures');
const DATASET = 'resource:default/user-activity-v1';
const SIZES = [0, 12, 10_000];

const LOOKS = [
  ['wide-light', {}],
  ['wide-dark', { colorScheme: 'dark' }],
  ['narrow-light', { viewport: { width: 390, height: 844 } }],
  [
    'narrow-dark',
    { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  ],
];

/** Takes a picture, and says how far a page can be scrolled sideways, which it never should. */
async function takePicture(page, name) {
  await page.waitForLoadState('networkidle');
  await page.screenshot({
    path: path.join(FOLDER, `${name}.png`),
    animations: 'disabled',
  });
  const sideways = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  const fault = sideways > 0 ? `  SCROLLS SIDEWAYS BY ${sideways}` : '';
  process.stdout.write(`${name}${fault}\n`);
}

/** Opens a page and says how long its first content took. */
async function open(page, address, firstContent) {
  const began = Date.now();
  await page.goto(address);
  await page.getByText(firstContent).first().waitFor();
  return Date.now() - began;
}

async function takeSizes(skein, migrations) {
  for (const [look, options] of LOOKS) {
    const page = await skein.signIn('Ana', options);
    for (const [size, id] of migrations) {
      const address = `/dataset-migrations/m/${id}`;
      const title = `With ${size} targets`;
      const took = await open(page, address, title);
      process.stdout.write(`overview of ${size}: ${took} ms\n`);
      await takePicture(page, `${size}-overview-${look}`);
      for (const tab of ['targets', 'waves', 'consumers', 'events']) {
        await open(page, `${address}?tab=${tab}`, title);
        await takePicture(page, `${size}-${tab}-${look}`);
      }
    }
    await open(
      page,
      '/catalog/default/resource/user-activity-v1/migrations',
      'With 12 targets',
    );
    await takePicture(page, `entity-tab-${look}`);
    await open(page, '/dataset-migrations/migrations', 'With 12 targets');
    await takePicture(page, `migrations-${look}`);
    await page.context().close();
    const ben = await skein.signIn('Ben', options);
    const took = await open(
      ben,
      '/catalog/default/group/marketing-analytics/incoming-migrations',
      'With 10000 targets',
    );
    process.stdout.write(`incoming: ${took} ms\n`);
    await takePicture(ben, `incoming-${look}`);
    await ben.context().close();
    const olga = await skein.signIn('Olga', options);
    await open(olga, '/dataset-migrations/fleet', 'Attempts at once, where');
    await takePicture(olga, `fleet-${look}`);
    await open(olga, '/dataset-migrations/audit', 'Start a migration');
    await takePicture(olga, `audit-${look}`);
    await open(olga, '/dataset-migrations/wall', 'With 10000 targets');
    await takePicture(olga, `wall-${look}`);
    await olga.context().close();
  }
}

/** The dialogs of a page, each by the presses that open it. */
async function takeDialogs(page, look, dialogs) {
  // menus have the role, too
  const dialog = page.locator('section[role=dialog]');
  for (const [name, presses] of Object.entries(dialogs)) {
    for (const [role, label] of presses) {
      await page.getByRole(role, { name: label }).first().click();
    }
    await dialog.waitFor();
    await takePicture(page, `dialog-${name}-${look}`);
    await dialog
      .getByRole('button', { name: /^(Cancel|Close|Keep|Back)/ })
      .first()
      .click();
    await dialog.waitFor({ state: 'detached' });
  }
}

async function takeEveryDialog(skein, { played, drafted, target }) {
  for (const [look, options] of LOOKS.filter(([name]) =>
    ['wide-light', 'narrow-dark'].includes(name),
  )) {
    const ana = await skein.signIn('Ana', options);
    for (const step of ['what', 'who', 'how', 'preview', 'start']) {
      await open(
        ana,
        `/dataset-migrations/migrate?migration=${drafted}&step=${step}`,
        'Nothing is published: you see',
      );
      await takePicture(ana, `step-${step}-${look}`);
    }
    await open(
      ana,
      `/dataset-migrations/migrate?clone=${played}`,
      'Copied from another migration',
    );
    await takePicture(ana, `clone-${look}`);
    await open(
      ana,
      '/catalog/default/resource/user-activity-v1',
      'This dataset is being',
    );
    await takePicture(ana, `entity-card-${look}`);
    await open(ana, `/dataset-migrations/m/${played}`, 'Needs attention');
    const more = ['button', 'More actions'];
    await takeDialogs(ana, look, {
      report: [more, ['menuitem', 'Report…']],
      owners: [more, ['menuitem', /^Owner/]],
      cancel: [more, ['menuitem', /^Cancel/]],
    });
    await ana.context().close();

    const ben = await skein.signIn('Ben', options);
    await open(ben, `/dataset-migrations/t/${target}`, 'Snooze…');
    const otherwise = ['button', 'Something is wrong'];
    await takeDialogs(ben, look, {
      snooze: [['button', 'Snooze…']],
      'by-hand': [['button', 'We do it ourselves…']],
      'not-ours': [otherwise, ['menuitem', 'Not ours…']],
      exception: [otherwise, ['menuitem', 'Ask for an exception…']],
      'catalog-fix': [otherwise, ['menuitem', 'Not a consumer…']],
    });
    await ben.context().close();
  }
}

await fs.mkdir(FOLDER, { recursive: true });
const skein = await SkeinUnderTest.start();
try {
  await skein.explainFailure('sized pictures', async () => {
    const api = await SkeinApi.signIn(skein.url, 'user:default/ana');
    const played = await playMigration(api, DATASET);
    const seed = (title, wanted) =>
      seedMigration({
        stateFolder: skein.stack.stateFolder,
        like: played,
        title,
        ...wanted,
      });
    const drafted = seed('Planned', { targetCount: 12, state: 'planned' });
    const target = (await api.listTargets(played)).find(
      one => nameOfTarget(one) === 'marketing-dbt',
    ).id;
    await takeEveryDialog(skein, { played, drafted, target });
    const migrations = SIZES.map(size => [
      size,
      seed(`With ${size} targets`, { targetCount: size }),
    ]);
    await takeSizes(skein, migrations);
  });
} finally {
  await skein.stop();
}
