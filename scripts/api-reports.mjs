// `npm run build:api-reports`: writes report.api.md and report.sql.md of each package anew; `--check` only says whether they
// are stale. Both describe what adopters rely on, so that a change of it shows in review.
import { ROOT } from './paths.mjs';
import { runMain } from './say.mjs';
import { prepareToolchain } from './toolchain.mjs';

// The first names the sources of our own packages, which are linked; the second asks for prose beside speaking names.
const OMITTED_MESSAGES = ['ae-wrong-input-file-type', 'ae-undocumented'];

await runMain(async () => {
  const { run } = await prepareToolchain();
  // the order of a union's members follows from the order in which files are checked, so that all of them have to be
  await run('tsc', ['--incremental', 'false'], { cwd: ROOT });
  await run('backstage-repo-tools', [
    'api-reports',
    '--sql-reports',
    '--validate-release-tags',
    '--omit-messages',
    OMITTED_MESSAGES.join(','),
    ...(process.argv.includes('--check') ? ['--ci'] : []),
  ]);
});
