// `npm run bench -- NAME [ARGS] [--json FILE]`: measures beside a floor, prints a table, and writes the same as JSON.
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { runMain } from './say.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { runCommand } from './toolchain/runCommand.mjs';

await runMain(async () => {
  // npm runs scripts in the root; paths in the arguments are meant from where the caller stands
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const { node, env } = await prepareToolchain({ quiet: true });
  const code = await runCommand(
    node,
    [
      '--expose-gc',
      '--max-old-space-size=8192',
      '--require',
      path.join(ROOT, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      path.join(ROOT, 'scripts/bench/runBench.mjs'),
      ...process.argv.slice(2),
    ],
    { cwd, env, mayFail: true, stdio: 'inherit' },
  );
  process.exitCode = typeof code === 'number' ? code : 1;
});
