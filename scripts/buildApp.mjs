import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT, SKEIN_FOLDER } from './paths.mjs';
import { say } from './say.mjs';
import { doOnce } from './toolchain/doOnce.mjs';
import { hashFiles } from './toolchain/hashFiles.mjs';
import { listFoldersOf } from './toolchain/workspaces.mjs';

const APP_FOLDER = path.join(ROOT, 'packages/app');

/** What is beside the sources and does not change the bundle. */
function isNotBundled(file) {
  return /\.test\.tsx?$|[\\/](node_modules|dist|dist-types|e2e-tests|coverage)$/.test(
    file,
  );
}

/** Builds the frontend's bundle, unless it stands already for these sources. */
export async function buildApp({ run }) {
  const stamp = path.join(SKEIN_FOLDER, 'built-app');
  const bundle = path.join(APP_FOLDER, 'dist/index.html.tmpl');
  if (!(await fs.stat(bundle).catch(() => undefined))) {
    await fs.rm(stamp, { force: true });
  }
  const sources = [
    'yarn.lock',
    'app-config.yaml',
    ...(await listFoldersOf('app')),
  ];
  await doOnce({
    stamp,
    fingerprint: await hashFiles(ROOT, sources, { ignore: isNotBundled }),
    async act() {
      say('Building the frontend …');
      await run('backstage-cli', ['package', 'build'], {
        cwd: APP_FOLDER,
        quiet: true,
      });
    },
  });
}
