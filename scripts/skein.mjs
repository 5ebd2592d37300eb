// Runs the command line tool: `npm run skein -- rewrite --contract FILE DIR`.
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { runMain } from './say.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { runCommand } from './toolchain/runCommand.mjs';

await runMain(async () => {
  // npm runs scripts in the root; paths in the arguments are meant from where the caller stands
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const { node, env } = await prepareToolchain({ quiet: true });
  const bin = path.join(ROOT, 'packages/skein-cli/bin/skein');
  const code = await runCommand(node, [bin, ...process.argv.slice(2)], {
    cwd,
    env,
    mayFail: true,
    stdio: 'inherit',
  });
  process.exitCode = typeof code === 'number' ? code : 1;
});
