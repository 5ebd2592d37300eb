import path from 'node:path';
import { ROOT } from '../paths.mjs';
import { runCommand } from '../toolchain/runCommand.mjs';

/** The seed is fixed, so that a failure is one of the project and not of the day; `npm run chaos` tries others. */
const RUN = [
  ...['--minutes', '2.5'],
  ...['--seed', '2026'],
  ...['--targets', '24'],
  ...['--settle', '180'],
];

/** Tests of what chaos is made of, and one short run of it. */
export async function runChaosTests({ node, env }) {
  const options = { cwd: ROOT, env };
  await runCommand(
    node,
    ['--test', '--test-reporter=dot', path.join(ROOT, 'scripts/**/*.test.mjs')],
    options,
  );
  await runCommand(node, ['scripts/chaos/main.mjs', ...RUN], options);
}
