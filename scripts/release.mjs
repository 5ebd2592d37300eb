// `npm run release`: builds, packs, looks into the packages and publishes them with provenance; `-- --dry-run` publishes nothing.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { packAndCheck } from './adoption/packAndCheck.mjs';
import { listPublished } from './adoption/packWorkspaces.mjs';
import { ROOT, SKEIN_FOLDER } from './paths.mjs';
import { findHindrances } from './release/findHindrances.mjs';
import { isPublished } from './release/isPublished.mjs';
import { runMain, say, ScriptError } from './say.mjs';
import { WHOLE_DECLARATIONS } from './testing/WHOLE_DECLARATIONS.mjs';
import { prepareToolchain, runNpm } from './toolchain.mjs';

/** What a command prints, and how it ended. */
async function capture(command, args) {
  return new Promise(resolve => {
    execFile(command, args, { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }),
    );
  });
}

async function readState() {
  const root = JSON.parse(
    await fs.readFile(path.join(ROOT, 'package.json'), 'utf8'),
  );
  const published = await listPublished();
  return {
    status: (await capture('git', ['status', '--porcelain'])).stdout,
    changesets: await fs.readdir(path.join(ROOT, '.changeset')),
    repository: root.repository,
    versions: published.map(({ manifest }) => manifest.version),
  };
}

async function publish({ tarball, manifest: { name, version } }, isDry) {
  const seen = await capture('npm', ['view', `${name}@${version}`, 'version']);
  if (isPublished(seen, version)) {
    say(`${name}@${version} is published already.`);
    return;
  }
  await runNpm(
    [
      'publish',
      tarball,
      '--access',
      'public',
      ...(isDry ? ['--dry-run'] : ['--provenance']),
    ],
    { quiet: false },
  );
}

await runMain(async () => {
  const isDry = process.argv.includes('--dry-run');
  const state = await readState();
  const hindrances = findHindrances(state);
  if (hindrances.length > 0) {
    const text = hindrances.join('\n');
    if (!isDry) {
      throw new ScriptError(text);
    }
    say(`This would hinder the release:\n${text}\n`);
  }
  const toolchain = await prepareToolchain();
  await toolchain.run('tsc', ['--pretty', ...WHOLE_DECLARATIONS]);
  await toolchain.run('backstage-cli', ['repo', 'build'], { quiet: true });
  const packages = await packAndCheck(
    toolchain,
    path.join(SKEIN_FOLDER, 'release'),
  );
  for (const one of packages) {
    await publish(one, isDry);
  }
  say(
    isDry
      ? 'Nothing was published.'
      : `Published. The tag: git tag v${state.versions[0]}`,
  );
});
