// `npm run test:agents -- codex claude`: installs these coding agents from npm into a folder outside of the project, and runs
// each in the sandbox on the fake model server. Two of them are a part of `npm test`; the others are large or not free.
import os from 'node:os';
import path from 'node:path';
import { findBubblewrap } from './agents/findBubblewrap.mjs';
import { installAgents } from './agents/installAgents.mjs';
import { USUAL_AGENTS } from './agents/prepareAgents.mjs';
import { runAgentTests } from './agents/runAgentTests.mjs';
import { runMain } from './say.mjs';
import { prepareToolchain } from './toolchain.mjs';

await runMain(async () => {
  const asked = process.argv.slice(2);
  const names = asked.length > 0 ? asked : USUAL_AGENTS;
  const folder =
    process.env.SKEIN_AGENTS_FOLDER ?? path.join(os.tmpdir(), 'skein-agents');
  const toolchain = await prepareToolchain();
  await findBubblewrap();
  await installAgents({ names, folder });
  await runAgentTests(toolchain, {
    SKEIN_AGENTS_FOLDER: folder,
    SKEIN_TEST_AGENT_NAMES: names.join(','),
  });
});
