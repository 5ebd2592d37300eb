import { playMigration } from '../../../packages/app/e2e-tests/support/playMigration.mjs';
import { seedMigration } from '../../../packages/app/e2e-tests/support/seedMigration.mjs';
import { SkeinApi } from '../../../packages/app/e2e-tests/support/SkeinApi.mjs';
import { SkeinUnderTest } from '../../../packages/app/e2e-tests/support/SkeinUnderTest.mjs';
import { buildApp } from '../../buildApp.mjs';
import { say } from '../../say.mjs';
import { findChromium } from '../../testing/findChromium.mjs';
import { prepareToolchain } from '../../toolchain.mjs';
import { createRow } from '../createRow.mjs';

const DATASET = 'resource:default/user-activity-v1';
const TARGETS = 10_000;
const LOOKS = 9;
const CATALOG = { address: '/catalog?filters[kind]=resource', sight: 'Orders' };

/**
 * How long pages take until their first content is there, with 10,000 targets on a warm backend, in a browser whose cache is warm too; beside
 * Backstage's own catalog page, in turns.
 */
export async function runBench() {
  await buildApp(await prepareToolchain({ quiet: true }));
  process.env.SKEIN_CHROMIUM = await findChromium();
  const skein = await SkeinUnderTest.start();
  try {
    say('Playing a migration, and making 10,000 targets of it …');
    const api = await SkeinApi.signIn(skein.url, 'user:default/ana');
    const played = await playMigration(api, DATASET);
    const title = 'With 10000 targets';
    const id = seedMigration({
      stateFolder: skein.stack.stateFolder,
      like: played,
      title,
      targetCount: TARGETS,
    });
    const page = await skein.signIn('Ana');
    const pages = {
      'tab of the dataset': {
        address: '/catalog/default/resource/user-activity-v1/migrations',
        sight: title,
      },
      'page of the migration': {
        address: `/dataset-migrations/m/${id}`,
        sight: /of 10,?000 targets merged/,
      },
      'table of its targets': {
        address: `/dataset-migrations/m/${id}?tab=targets`,
        sight: 'acme/activity-api-1',
      },
    };
    const catalog = [];
    const taken = Object.fromEntries(
      Object.keys(pages).map(name => [name, []]),
    );
    for (let look = 0; look <= LOOKS; look += 1) {
      const inTurn = [
        [catalog, CATALOG],
        ...Object.entries(pages).map(([name, each]) => [taken[name], each]),
      ];
      for (const [times, each] of inTurn) {
        const time = await timeUntil(page, each);
        // the first look warms
        if (look > 0) {
          times.push(time);
        }
      }
    }
    return toRows(taken, median(catalog));
  } finally {
    await skein.stop();
  }
}

/** Milliseconds from the wish for a page to its first content. */
async function timeUntil(page, { address, sight }) {
  await page.goto('about:blank');
  const began = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.getByText(sight).first().waitFor();
  return performance.now() - began;
}

function toRows(taken, floor) {
  return Object.entries(taken).flatMap(([name, times]) => [
    createRow({
      case: `${name}, beside the catalog page`,
      size: `${TARGETS} targets`,
      value: median(times),
      unit: 'ms',
      floor,
    }),
    createRow({
      case: `${name}, first content`,
      size: `${TARGETS} targets`,
      value: median(times),
      unit: 'ms',
      target: '<= 1000',
    }),
  ]);
}

function median(times) {
  return [...times].sort((left, right) => left - right)[
    Math.floor(times.length / 2)
  ];
}
