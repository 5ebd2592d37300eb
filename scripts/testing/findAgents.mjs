import path from 'node:path';
import { SKEIN_FOLDER } from '../paths.mjs';
import { say } from '../say.mjs';
import { findBubblewrap } from './findBubblewrap.mjs';
import { installAgents } from './installAgents.mjs';

const NAMES = ['gemini', 'opencode'];
const FOLDER = path.join(SKEIN_FOLDER, 'agents');

/**
 * Real coding agents for tests, installed where they are not.
 * @returns what tests of them have to know; where they cannot run they are left out, and it is said
 */
export async function findAgents() {
  const { SKEIN_TEST_WITHOUT_SANDBOX: isWithoutSandbox } =
    await findBubblewrap();
  if (isWithoutSandbox) {
    say('THE TESTS OF REAL AGENTS ARE LEFT OUT: there is no sandbox for them.');
    return {};
  }
  try {
    await installAgents({ names: NAMES, folder: FOLDER });
  } catch (error) {
    say(
      `THE TESTS OF REAL AGENTS ARE LEFT OUT: they could not be installed. ${error.message}`,
    );
    return {};
  }
  return {
    SKEIN_TEST_AGENTS: FOLDER,
    SKEIN_TEST_AGENT_NAMES: NAMES.join(','),
  };
}
