// Forgets what the demo has stored: databases, repositories and pull requests of the local estate. Fetched tools stay.
import fs from 'node:fs/promises';
import { STATE_FOLDER } from './paths.mjs';
import { runMain, say, ScriptError } from './say.mjs';
import { findRunning, unmarkRunning } from './stack/runningMark.mjs';

await runMain(async () => {
  const running = await findRunning();
  if (running) {
    throw new ScriptError(
      `Skein is running (process ${running.pid}, ${running.url}). Stop it with Ctrl-C first, then reset.`,
    );
  }
  await fs.rm(STATE_FOLDER, { recursive: true, force: true });
  await unmarkRunning();
  say('The state is cleared. `npm start` begins anew.');
});
