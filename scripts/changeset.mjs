// `npm run changeset`: changesets, with the Node and the dependencies of this repository.
import { runMain } from './say.mjs';
import { prepareToolchain } from './toolchain.mjs';

await runMain(async () => {
  const { run } = await prepareToolchain();
  await run('changeset', process.argv.slice(2), { stdio: 'inherit' });
});
