import { say } from '../say.mjs';
import { prepareAgents, USUAL_AGENTS } from './prepareAgents.mjs';

/** Real coding agents for tests: what these have to know. Where agents cannot be had their tests are left out, and it is said. */
export async function findAgents() {
  try {
    return {
      SKEIN_AGENTS_FOLDER: await prepareAgents(),
      SKEIN_TEST_AGENT_NAMES: USUAL_AGENTS.join(','),
    };
  } catch (error) {
    say(`THE TESTS OF REAL AGENTS ARE LEFT OUT. ${error.message}`);
    return {};
  }
}
