// `npm run eval -- NAME [ARGS] [--json FILE]`: `mutations` damages every right patch and prints what each rung of the evidence
// ladder sees, `judge` has judges look at the same, `agents` has agents move repositories of which the result is known.
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { runMain, ScriptError } from './say.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { runCommand } from './toolchain/runCommand.mjs';

const EVALUATIONS = {
  mutations: 'packages/dataset-rewriter/bin/mutations.cjs',
  judge: 'scripts/eval/judge/main.mjs',
  agents: 'scripts/eval/agents/main.mjs',
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
  const code = await runCommand(
    node,
    [
      '--require',
      path.join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      path.join(ROOT, EVALUATIONS[name]),
      ...rest,
    ],
    {
      // npm runs scripts in the root; paths in the arguments are meant from where the caller stands
      cwd: process.env.INIT_CWD ?? process.cwd(),
      env,
      mayFail: true,
      stdio: 'inherit',
    },
  );
  process.exitCode = typeof code === 'number' ? code : 1;
});
