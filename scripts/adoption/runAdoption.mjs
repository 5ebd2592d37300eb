import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT, SKEIN_FOLDER } from '../paths.mjs';
import { say } from '../say.mjs';
import { findChromium } from '../testing/findChromium.mjs';
import { runCommand } from '../toolchain/runCommand.mjs';
import { applyChange } from './applyChange.mjs';
import { configureYarn, createFreshApp } from './createFreshApp.mjs';
import { lookAtApp } from './lookAtApp.mjs';
import { packAndCheck } from './packAndCheck.mjs';
import { readInstructions } from './readInstructions.mjs';
import { startRegistry } from './startRegistry.mjs';

const FOLDER = path.join(SKEIN_FOLDER, 'adoption');
const HEADING = '## Add it to your Backstage';
const LEGACY_HEADING = '### On the old frontend system';
/** README.md speaks of `packages/app`; the frontend on the old system stands beside it. */
const LEGACY_FRONTEND = 'packages/app-legacy';

async function timed(title, act) {
  const began = Date.now();
  const result = await act();
  say(`  ${title}: ${Math.round((Date.now() - began) / 1000)} s`);
  return result;
}

/** Yarn itself must not retry here, and a network may fail once; what was fetched before stands in its cache. */
async function persistently(act) {
  try {
    return await act();
  } catch (error) {
    say(`  once more, since it failed: ${error.message.split('\n')[0]}`);
    return await act();
  }
}

async function change(app, { file, lines }) {
  const target = path.join(app, file);
  const text = await fs.readFile(target, 'utf8');
  await fs.writeFile(target, applyChange(text, { file, lines }));
}

/** Adds Skein as README.md says, to the frontend on the new system and to the one on the old. */
async function followInstructions(app, env) {
  const readme = await fs.readFile(path.join(ROOT, 'README.md'), 'utf8');
  const main = readInstructions(readme, HEADING);
  const legacy = readInstructions(readme, LEGACY_HEADING);
  const isLegacy = ({ file }) => legacy.changes.some(one => one.file === file);
  const inLegacy = text => text.replace('packages/app', LEGACY_FRONTEND);
  const commands = [
    ...main.commands,
    ...main.commands
      .filter(command => command.includes('packages/app '))
      .map(inLegacy),
  ];
  for (const command of commands) {
    await timed(command, () =>
      persistently(() =>
        runCommand('sh', ['-c', command], { cwd: app, env, quiet: true }),
      ),
    );
  }
  for (const one of main.changes.filter(each => !isLegacy(each))) {
    await change(app, one);
  }
  for (const one of legacy.changes) {
    await change(app, { ...one, file: inLegacy(one.file) });
  }
  await fs.writeFile(path.join(app, 'app-config.skein.yaml'), main.config);
}

/**
 * Adds the packages, as they would be published, to a fresh Backstage by the lines of README.md alone, and looks at a dataset's
 * tab in a browser: in an app on the new frontend system, and in one on the old. Needs the packages built.
 */
export async function runAdoption(toolchain) {
  const executablePath = await findChromium();
  const packages = await timed('packing, and looking into the packages', () =>
    packAndCheck(toolchain, FOLDER),
  );
  const registry = await startRegistry(packages);
  const yarnFolder = path.resolve(toolchain.yarn, '../../../../.bin');
  const env = {
    ...toolchain.env,
    CI: '1',
    PATH: [yarnFolder, toolchain.env.PATH].join(path.delimiter),
    // yarn looks at the lock file as a check of a pull request would, unless told otherwise
    YARN_ENABLE_IMMUTABLE_INSTALLS: '0',
    // with retries, Yarn 4.13 falls over a registry that answers at once: "onCancel handler was attached after the promise settled"
    YARN_HTTP_RETRY: '0',
  };
  try {
    await fs.rm(path.join(FOLDER, 'apps'), { recursive: true, force: true });
    const app = await timed('create-app, twice', () =>
      createFreshApp({ ...toolchain, env }, path.join(FOLDER, 'apps')),
    );
    await configureYarn(app, registry.url);
    await followInstructions(app, env);
    for (const frontend of ['app', 'app-legacy']) {
      await timed(`${frontend}: build, start, look`, () =>
        lookAtApp({ node: toolchain.node, env, app, frontend, executablePath }),
      );
    }
  } finally {
    await registry.stop();
  }
}
