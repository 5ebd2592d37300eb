import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../paths.mjs';
import { say, ScriptError } from '../say.mjs';
import { doOnce } from '../toolchain/doOnce.mjs';
import { runNpm } from '../toolchain.mjs';

const PACKAGES = path.join(
  ROOT,
  'plugins/dataset-migrations-backend-module-coding-agents/src/installs/agentPackages.json',
);

/**
 * Installs real coding agents from npm into a folder of their own, in the versions that were tested, unless they are there.
 * @param options.names as the module calls them, for example gemini
 */
export async function installAgents({ names, folder }) {
  const packages = JSON.parse(await fs.readFile(PACKAGES, 'utf8'));
  const unknown = names.filter(name => !Object.hasOwn(packages, name));
  if (unknown.length > 0) {
    throw new ScriptError(
      `No agent is called "${unknown.join('", "')}"; use one of ${Object.keys(
        packages,
      ).join(', ')}`,
    );
  }
  const wanted = names.map(
    name => `${packages[name].name}@${packages[name].version}`,
  );
  await doOnce({
    stamp: path.join(folder, 'installed'),
    fingerprint: wanted.join(' '),
    async act() {
      say(`Installing ${wanted.join(', ')} into ${folder} …`);
      await fs.mkdir(folder, { recursive: true });
      await fs.writeFile(
        path.join(folder, 'package.json'),
        '{ "private": true }\n',
      );
      await runNpm(
        [
          'install',
          '--prefix',
          folder,
          '--ignore-scripts',
          '--no-audit',
          '--no-fund',
          ...wanted,
        ],
        { quiet: true },
      );
    },
  });
}
