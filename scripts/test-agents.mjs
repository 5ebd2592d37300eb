// `npm run test:agents -- gemini opencode`: installs real coding agents from npm into a folder outside of the project, and runs
// each in the sandbox on the fake model server. Not a part of `npm test`, since agents are large.
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { runMain, say, ScriptError } from './say.mjs';
import { findBubblewrap } from './testing/findBubblewrap.mjs';
import { prepareToolchain, runNpm } from './toolchain.mjs';

const PACKAGE = path.join(
  ROOT,
  'plugins/dataset-migrations-backend-module-coding-agents',
);
const FOLDER =
  process.env.SKEIN_AGENTS_FOLDER ?? path.join(os.tmpdir(), 'skein-agents');
const USUAL = ['gemini', 'opencode'];
const TEST_TIMEOUT_MS = 600_000;

async function readPackages() {
  const file = path.join(PACKAGE, 'src/installs/agentPackages.json');
  return JSON.parse(await fs.readFile(file, 'utf8'));
}

async function install(packages) {
  await fs.mkdir(FOLDER, { recursive: true });
  await fs.writeFile(
    path.join(FOLDER, 'package.json'),
    '{ "private": true }\n',
  );
  const wanted = packages.map(({ name, version }) => `${name}@${version}`);
  say(`Installing ${wanted.join(', ')} into ${FOLDER} …`);
  await runNpm(
    [
      'install',
      '--prefix',
      FOLDER,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      ...wanted,
    ],
    { quiet: true },
  );
}

await runMain(async () => {
  const packages = await readPackages();
  const asked = process.argv.slice(2);
  const names = asked.length > 0 ? asked : USUAL;
  const unknown = names.filter(name => !Object.hasOwn(packages, name));
  if (unknown.length > 0) {
    throw new ScriptError(
      `No agent is called "${unknown.join('", "')}"; use one of ${Object.keys(
        packages,
      ).join(', ')}`,
    );
  }
  const { run } = await prepareToolchain();
  await findBubblewrap();
  await install(names.map(name => packages[name]));
  await run(
    'backstage-cli',
    [
      'package',
      'test',
      '--watchAll=false',
      `--testTimeout=${TEST_TIMEOUT_MS}`,
      'tests/real',
    ],
    {
      cwd: PACKAGE,
      env: {
        SKEIN_TEST_AGENTS: FOLDER,
        SKEIN_TEST_AGENT_NAMES: names.join(','),
      },
    },
  );
});
