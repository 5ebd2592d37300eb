import path from 'node:path';
import { ROOT } from '../paths.mjs';
import { runCommand } from '../toolchain/runCommand.mjs';

/** Tests that stand beside the scripts: what chaos is made of, and the checkers that judge it. */
export async function runScriptTests({ node, env }) {
  await runCommand(
    node,
    ['--test', '--test-reporter=dot', path.join(ROOT, 'scripts/**/*.test.mjs')],
    { cwd: ROOT, env },
  );
}
