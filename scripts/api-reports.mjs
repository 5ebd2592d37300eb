// `npm run build:api-reports`: writes report.api.md and report.sql.md of each package anew; `--check` only says whether they
// are stale, `--declared` that declarations were written just before. Both describe what adopters rely on, so that a change of it shows in review.
import { ROOT } from './paths.mjs';
import { runMain } from './say.mjs';
import { WHOLE_DECLARATIONS } from './testing/WHOLE_DECLARATIONS.mjs';
import { prepareToolchain } from './toolchain.mjs';

// The first names the sources of our own packages, which are linked; the second asks for prose beside speaking names.
const OMITTED_MESSAGES = ['ae-wrong-input-file-type', 'ae-undocumented'];

await runMain(async () => {
  const { run } = await prepareToolchain();
  if (!process.argv.includes('--declared')) {
    await run('tsc', WHOLE_DECLARATIONS, { cwd: ROOT });
  }
  await run('backstage-repo-tools', [
    'api-reports',
    '--sql-reports',
    '--validate-release-tags',
    '--omit-messages',
    OMITTED_MESSAGES.join(','),
    ...(process.argv.includes('--check') ? ['--ci'] : []),
  ]);
});
