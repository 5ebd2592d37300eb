// `npm run screenshots`: takes the pictures in docs/images anew, on a Skein of its own. With `--sizes` it takes each key page with 0, 12 and
// 10,000 targets and each dialog instead, wide and narrow, light and dark, into e2e-results/pictures.
import path from 'node:path';
import { buildApp } from './buildApp.mjs';
import { ROOT } from './paths.mjs';
import { runMain } from './say.mjs';
import { findChromium } from './testing/findChromium.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { runCommand } from './toolchain/runCommand.mjs';

await runMain(async () => {
  const toolchain = await prepareToolchain();
  const chromium = await findChromium();
  await buildApp(toolchain);
  const script = process.argv.includes('--sizes')
    ? 'takeSizedPictures.mjs'
    : 'takeScreenshots.mjs';
  await runCommand(toolchain.node, [script], {
    cwd: path.join(ROOT, 'packages/app/e2e-tests'),
    env: { ...toolchain.env, SKEIN_CHROMIUM: chromium },
  });
});
