import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../paths.mjs';

/** What other plugins of a fresh app bring, as Backstage 1.55 published it. */
const BROUGHT_BY_OTHERS = {
  '@backstage/plugin-auth-react': '0.1.31',
  '@backstage/plugin-kubernetes-common': '0.9.15',
  '@backstage/plugin-kubernetes-node': '0.4.8',
  '@backstage/plugin-kubernetes-react': '0.6.0',
  '@backstage/plugin-proxy-node': '0.1.19',
  '@backstage/plugin-scaffolder-node': '0.13.7',
  '@backstage/plugin-scaffolder-react': '2.1.0',
  '@backstage/plugin-techdocs-node': '2.0.0',
};

function readOurs(lock) {
  const found = lock.matchAll(
    /^ {2}resolution: "(@backstage\/[^@"]+)@npm:([^"]+)"$/gm,
  );
  return Object.fromEntries(
    [...found].map(([, name, version]) => [name, version]),
  );
}

async function readJson(file) {
  return JSON.parse(await fs.readFile(file, 'utf8'));
}

/** The least version of each package that a fresh app asks for: that of its release. */
async function readAskedFor(folder, workspaces) {
  const asked = {};
  for (const workspace of ['.', ...workspaces]) {
    const manifest = await readJson(
      path.join(folder, workspace, 'package.json'),
    );
    for (const [name, range] of Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
    })) {
      if (name.startsWith('@backstage/')) {
        asked[name] = range.replace(/^\^/, '');
      }
    }
  }
  return asked;
}

/**
 * Holds a fresh app to its release of Backstage. The file that `create-app` fetches for this comes from GitHub, and a
 * test should not depend on that; so our own lock file is what the app begins with.
 */
export async function pinBackstage(folder, workspaces) {
  const lock = await fs.readFile(path.join(ROOT, 'yarn.lock'), 'utf8');
  const { resolutions } = await readJson(path.join(ROOT, 'package.json'));
  const file = path.join(folder, 'package.json');
  const manifest = await readJson(file);
  manifest.resolutions = {
    ...manifest.resolutions,
    ...resolutions,
    ...BROUGHT_BY_OTHERS,
    ...(await readAskedFor(folder, workspaces)),
    ...readOurs(lock),
  };
  await fs.writeFile(file, JSON.stringify(manifest, null, 2));
  await fs.writeFile(path.join(folder, 'yarn.lock'), lock);
}
