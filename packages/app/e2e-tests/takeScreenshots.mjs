// Plays the main job on a Skein of its own and takes a picture of each page on the way. Started by `npm run screenshots`.
import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../../../scripts/paths.mjs';
import { CodeHost } from './support/CodeHost.mjs';
import { eventually } from './support/eventually.mjs';
import { nameOfTarget } from './support/expectedDiffs.mjs';
import { SkeinApi } from './support/SkeinApi.mjs';
import { SkeinUnderTest } from './support/SkeinUnderTest.mjs';

const FOLDER = path.join(ROOT, 'docs/images');
const LARGEST_BYTES = 200_000;
const DATASET = 'resource:default/user-activity-v1';
const NARROW = { viewport: { width: 390, height: 844 } };
const DARK = { colorScheme: 'dark' };

const WAVES = [
  { title: 'Canary', size: 5, gate: { maxFailureShare: 0.5 } },
  { title: 'Everybody' },
];

async function takePicture(page, name, options) {
  await page.waitForLoadState('networkidle');
  const file = path.join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', ...options });
  const { size } = await fs.stat(file);
  if (size > LARGEST_BYTES) {
    throw new Error(`${file} has ${size} bytes, more than ${LARGEST_BYTES}`);
  }
  process.stdout.write(`${path.relative(ROOT, file)}  ${size} bytes\n`);
}

async function untilStates(api, migrationId, accept) {
  await eventually('targets have moved on', {
    withinSeconds: 240,
    look: async () =>
      (await api.listTargets(migrationId)).map(target => target.state),
    accept,
  });
  return api.listTargets(migrationId);
}

async function playStory(skein) {
  const api = await SkeinApi.signIn(skein.url, 'user:default/ana');
  const signInPage = await skein.newPage();
  await signInPage.goto('/');
  await signInPage.getByRole('heading', { name: 'Ana' }).waitFor();
  await takePicture(signInPage, 'sign-in');

  const ana = await skein.signIn('Ana');
  await ana.getByText('Nothing incoming').waitFor();
  await takePicture(ana, 'home');
  await ana.goto('/catalog/default/resource/user-activity-v1');
  await ana.getByRole('link', { name: 'Migrate', exact: true }).waitFor();
  await takePicture(ana, 'dataset');
  await ana.getByRole('link', { name: 'Migrate', exact: true }).click();
  await ana.getByText('No problems').waitFor();
  await takePicture(ana, 'migrate-form');

  const { id } = await api.planMigration(DATASET);
  const migration = `/dataset-migrations/m/${id}`;
  await ana.goto(`${migration}?tab=consumers`);
  await ana.getByText('marketing-dbt').first().waitFor();
  await takePicture(ana, 'migration-consumers');

  await api.previewMigration(id);
  await untilStates(api, id, states =>
    states.every(state => !['pending', 'queued', 'running'].includes(state)),
  );
  await ana.goto(`${migration}?tab=targets`);
  await ana.getByText('Patch ready').first().waitFor();
  await takePicture(ana, 'migration-preview');

  await ana.goto(`/dataset-migrations/migrate?migration=${id}&step=start`);
  await ana.getByText('Previewed:').waitFor();
  await takePicture(ana, 'migrate-start');

  await ana.goto(`${migration}?tab=waves`);
  await ana.getByRole('button', { name: 'Divide otherwise…' }).click();
  await ana.getByText('This gives:').waitFor();
  await takePicture(ana, 'migration-waves-edit');

  await api.startMigration(id, { waves: WAVES });
  const targets = await untilStates(
    api,
    id,
    states =>
      !states.some(state =>
        ['pending', 'proposed', 'publishing'].includes(state),
      ),
  );
  const marketing = targets.find(one => nameOfTarget(one) === 'marketing-dbt');
  await ana.goto(migration);
  await ana.getByText('As a table').first().waitFor();
  await takePicture(ana, 'migration-running');
  await ana.goto(`${migration}?tab=waves`);
  await ana.getByText('2. Everybody').waitFor();
  await takePicture(ana, 'migration-waves');
  await ana.goto(`/dataset-migrations/t/${marketing.id}`);
  await ana.getByText('stg_user_activity.sql').first().waitFor();
  await takePicture(ana, 'target');
  await ana.goto('/dataset-migrations/migrations');
  await ana.getByText('User activity').first().waitFor();
  await takePicture(ana, 'migrations');

  const ben = await skein.signIn('Ben');
  const incoming =
    '/catalog/default/group/marketing-analytics/incoming-migrations';
  await ben.goto(incoming);
  await ben.getByText('Pull request open').first().waitFor();
  await takePicture(ben, 'incoming');
  await ben.goto(marketing.pullRequest.url);
  await takePicture(ben, 'pull-request');

  for (const [suffix, options] of [
    ['dark', DARK],
    ['narrow', NARROW],
  ]) {
    const page = await skein.signIn('Ben', options);
    await page.goto(incoming);
    await page.getByText('Pull request open').first().waitFor();
    await takePicture(page, `incoming-${suffix}`);
    await page.goto(migration);
    await page.getByText('As a table').first().waitFor();
    await takePicture(page, `migration-running-${suffix}`);
    await page.goto(`/dataset-migrations/t/${marketing.id}`);
    await page.getByText('stg_user_activity.sql').first().waitFor();
    await takePicture(page, `target-${suffix}`);
    await page.goto(`${migration}?tab=waves`);
    await page.getByText('2. Everybody').waitFor();
    await takePicture(page, `migration-waves-${suffix}`);
    const admin = await skein.signIn('Olga', options);
    await admin.goto('/dataset-migrations/fleet');
    await admin.getByText('Attempts at once, where').waitFor();
    await takePicture(admin, `fleet-${suffix}`);
  }

  const olga = await skein.signIn('Olga');
  await olga.goto('/dataset-migrations/fleet');
  await olga.getByText('Attempts at once, where').waitFor();
  await takePicture(olga, 'fleet', { fullPage: true });

  const administrator = await SkeinApi.signIn(skein.url, 'user:default/olga');
  const codeHost = new CodeHost(skein.estateUrl);
  for (const target of targets) {
    if (target.state === 'prOpen') {
      const repository = target.repository.split('/').slice(1).join('/');
      await codeHost.merge(repository, target.pullRequest.number);
    } else if (target.state === 'needsHuman') {
      await administrator.exempt(target.id, 'Will be rebuilt on v2');
    }
  }
  await eventually('the migration has ended', {
    withinSeconds: 180,
    look: async () => (await api.getMigration(id)).state,
    accept: state => state === 'completed',
  });
  await ana.goto(migration);
  await ana.getByText('Completed', { exact: true }).first().waitFor();
  await takePicture(ana, 'migration-completed');
}

await fs.mkdir(FOLDER, { recursive: true });
const skein = await SkeinUnderTest.start();
try {
  await skein.explainFailure('screenshots', () => playStory(skein));
} finally {
  await skein.stop();
}
