import fs from 'node:fs/promises';
import path from 'node:path';
import { runNpm } from '../toolchain.mjs';
import { pinBackstage } from './pinBackstage.mjs';

/** The one that makes apps of Backstage 1.55. */
const CREATE_APP = '@backstage/create-app@0.9.2';
const NAME = 'adopter';

async function runCreateApp({ env }, folder, options) {
  await fs.mkdir(folder, { recursive: true });
  await runNpm(
    ['exec', '--yes', CREATE_APP, '--', '--skip-install', ...options],
    { cwd: folder, env: { ...env, BACKSTAGE_APP_NAME: NAME }, quiet: true },
  );
  return path.join(folder, NAME);
}

/**
 * A fresh Backstage 1.55 whose frontend is that of the new system, with one on the old system beside it. Both templates have
 * the same backend, so that one installation serves both.
 * @returns the folder of the app
 */
export async function createFreshApp(toolchain, folder) {
  const app = await runCreateApp(toolchain, path.join(folder, 'new'), []);
  const legacy = await runCreateApp(toolchain, path.join(folder, 'old'), [
    '--legacy',
  ]);
  const legacyFrontend = path.join(app, 'packages/app-legacy');
  await fs.cp(path.join(legacy, 'packages/app'), legacyFrontend, {
    recursive: true,
  });
  const manifestFile = path.join(legacyFrontend, 'package.json');
  const manifest = JSON.parse(await fs.readFile(manifestFile, 'utf8'));
  manifest.name = 'app-legacy';
  await fs.writeFile(manifestFile, JSON.stringify(manifest, null, 2));
  await pinBackstage(app, [
    'packages/app',
    'packages/app-legacy',
    'packages/backend',
  ]);
  return app;
}

/** Lets the app take our packages from a registry of their own, and install in little time. */
export async function configureYarn(app, registryUrl) {
  await fs.appendFile(
    path.join(app, '.yarnrc.yml'),
    [
      '',
      'npmScopes:',
      '  skein:',
      `    npmRegistryServer: '${registryUrl}'`,
      "unsafeHttpWhitelist: ['127.0.0.1']",
      // nothing that the app runs here is built by an install script
      'enableScripts: false',
      'enableTelemetry: false',
      'nmMode: hardlinks-global',
      '',
    ].join('\n'),
  );
}
