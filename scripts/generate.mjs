// `npm run generate:api`: writes what follows from the OpenAPI description and from the contract's zod schema.
import { ROOT } from './paths.mjs';
import { runMain } from './say.mjs';
import { prepareToolchain } from './toolchain.mjs';
import { runCommand } from './toolchain/runCommand.mjs';

await runMain(async () => {
  const { node, env } = await prepareToolchain();
  for (const script of ['generate-api', 'generate-contract-schema']) {
    await runCommand(node, [`scripts/${script}.mjs`], { cwd: ROOT, env });
  }
});
