// `npm run replay`: the published case, two datasets with thousands of consumers, from the first plan to the last merge.
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { runMain } from './say.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { runCommand } from './toolchain/runCommand.mjs';

await runMain(async () => {
  const { node, env } = await prepareToolchain({ quiet: true });
  const code = await runCommand(
    node,
    [path.join(ROOT, 'scripts/replay/main.mjs'), ...process.argv.slice(2)],
    { cwd: ROOT, env, mayFail: true, stdio: 'inherit' },
  );
  process.exitCode = typeof code === 'number' ? code : 1;
});
