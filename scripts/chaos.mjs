// `npm run chaos -- --minutes N --seed S`: real backends on a real PostgreSQL, a nemesis, and a checker; `-- --help` says more.
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { runMain } from './say.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { runCommand } from './toolchain/runCommand.mjs';

await runMain(async () => {
  const { node, env } = await prepareToolchain({ quiet: true });
  const code = await runCommand(
    node,
    [path.join(ROOT, 'scripts/chaos/main.mjs'), ...process.argv.slice(2)],
    { cwd: ROOT, env, mayFail: true, stdio: 'inherit' },
  );
  process.exitCode = typeof code === 'number' ? code : 1;
});
