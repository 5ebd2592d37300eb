import path from 'node:path';
import { SKEIN_FOLDER } from '../paths.mjs';
import { ScriptError } from '../say.mjs';
import { findBubblewrap } from './findBubblewrap.mjs';
import { installAgents } from './installAgents.mjs';

/** The agents that a demo and the tests use: small enough, free, and without a key of their own. */
export const USUAL_AGENTS = ['gemini', 'opencode'];

/**
 * Makes real coding agents and their sandbox ready.
 * @returns the folder that they are installed to
 */
export async function prepareAgents() {
  const { SKEIN_TEST_WITHOUT_SANDBOX: isWithoutSandbox } =
    await findBubblewrap();
  if (isWithoutSandbox) {
    throw new ScriptError(
      'Coding agents run in a sandbox only, and this machine allows no user namespaces.',
    );
  }
  const folder = path.join(SKEIN_FOLDER, 'agents');
  await installAgents({ names: USUAL_AGENTS, folder });
  return folder;
}
