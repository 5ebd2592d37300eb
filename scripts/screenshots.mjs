// `npm run screenshots`: takes the pictures in docs/images anew, on a Skein of its own.
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
  await runCommand(toolchain.node, ['takeScreenshots.mjs'], {
    cwd: path.join(ROOT, 'packages/app/e2e-tests'),
    env: { ...toolchain.env, SKEIN_CHROMIUM: chromium },
  });
});
