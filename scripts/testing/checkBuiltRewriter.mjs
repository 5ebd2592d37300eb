// Runs the built rewriter as its users have it: `checkBuiltRewriter.mjs`. The packages are laid out as they are published, since
// their worker threads load modules by path; a large file has to be rewritten in such a thread, with the real `skein`.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../paths.mjs';
import { runMain, say, ScriptError } from '../say.mjs';

const PACKAGES = {
  '@skein/skein-cli': 'packages/skein-cli',
  '@skein/dataset-rewriter': 'packages/dataset-rewriter',
  '@skein/backstage-plugin-dataset-migrations-common':
    'plugins/dataset-migrations-common',
};

/** More than what is analysed without a worker. */
const STATEMENTS = 2000;
const OLD = 'select user_id from `acme-prod.analytics.user_activity_v1`;\n';
const NEW =
  'select account_id as user_id from `acme-prod.core.user_activity`;\n';

await runMain(async () => {
  // below the root, so that what others publish is found in its node_modules
  const folder = await fs.mkdtemp(
    path.join(ROOT, 'node_modules/.cache/skein-'),
  );
  try {
    for (const [name, source] of Object.entries(PACKAGES)) {
      await layOut(
        path.join(ROOT, source),
        path.join(folder, 'node_modules', name),
      );
    }
    const checkout = path.join(folder, 'checkout');
    const file = path.join(checkout, 'large.sql');
    await fs.mkdir(checkout);
    await fs.writeFile(file, OLD.repeat(STATEMENTS));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        path.join(folder, 'node_modules/@skein/skein-cli/bin/skein'),
        'rewrite',
        '--contract',
        path.join(ROOT, 'examples/user-activity-v2.yaml'),
        checkout,
      ],
      { encoding: 'utf8' },
    );
    const after = await fs.readFile(file, 'utf8');
    if (after !== NEW.repeat(STATEMENTS)) {
      throw new ScriptError(
        `The built skein did not rewrite a large file in a worker (exit ${status}).\n${stdout}${stderr}`,
      );
    }
    say('The built skein rewrites a large file in a worker.');
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
});

/** The built files with the manifest that is published. */
async function layOut(source, target) {
  const manifest = JSON.parse(
    await fs.readFile(path.join(source, 'package.json'), 'utf8'),
  );
  const { publishConfig, ...rest } = manifest;
  await fs.mkdir(target, { recursive: true });
  await fs.writeFile(
    path.join(target, 'package.json'),
    JSON.stringify({ ...rest, ...publishConfig }),
  );
  for (const part of manifest.files) {
    await fs.cp(path.join(source, part), path.join(target, part), {
      recursive: true,
    });
  }
}
