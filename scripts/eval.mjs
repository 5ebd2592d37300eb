// Measures the evidence ladder: `npm run eval -- mutations` damages every right patch, and prints what each rung sees.
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { runMain, ScriptError } from './say.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { runCommand } from './toolchain/runCommand.mjs';

const EVALUATIONS = {
  mutations: 'packages/dataset-rewriter/bin/mutations.cjs',
};

await runMain(async () => {
  const [name, ...rest] = process.argv.slice(2);
  if (!Object.hasOwn(EVALUATIONS, name ?? '')) {
    throw new ScriptError(
      `There is no evaluation ${
        name ?? 'without a name'
      }. Choose one: ${Object.keys(EVALUATIONS).join(', ')}.`,
    );
  }
  const { node, env } = await prepareToolchain({ quiet: true });
  const script = path.join(ROOT, EVALUATIONS[name]);
  const code = await runCommand(node, [script, ...rest], {
    cwd: ROOT,
    env,
    mayFail: true,
    stdio: 'inherit',
  });
  process.exitCode = typeof code === 'number' ? code : 1;
});
