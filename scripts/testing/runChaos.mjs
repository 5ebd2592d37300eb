import fs from 'node:fs/promises';
import path from 'node:path';
import { ROOT, SKEIN_FOLDER } from '../paths.mjs';
import { say } from '../say.mjs';
import { runCommand } from '../toolchain/runCommand.mjs';

/** The seed is fixed, so that a failure is one of the project and not of the day; `npm run chaos` tries others. */
const RUN = [
  ...['--minutes', '3'],
  ...['--seed', '2026'],
  ...['--targets', '24'],
  ...['--settle', '300'],
];
/** What was played, and what became of each promise. */
const LINES_OF_REPORT = 40;

const outputFile = path.join(SKEIN_FOLDER, 'chaos.txt');

/** One short run of chaos, which writes to a file; the checkers that judge it have tests among those of the scripts. */
export async function runChaos({ node, env }) {
  await fs.mkdir(SKEIN_FOLDER, { recursive: true });
  const output = await fs.open(outputFile, 'w');
  try {
    await runCommand(node, ['scripts/chaos/main.mjs', ...RUN], {
      cwd: ROOT,
      env,
      stdio: ['ignore', output.fd, output.fd],
    });
  } finally {
    await output.close();
  }
}

/** Says how the run ended. */
export async function reportChaos() {
  const text = await fs.readFile(outputFile, 'utf8');
  say(text.trimEnd().split('\n').slice(-LINES_OF_REPORT).join('\n'));
}
