import fs from 'node:fs/promises';
import { say, ScriptError } from '../say.mjs';
import { runCommand } from '../toolchain/runCommand.mjs';

const INSTALL =
  'apt-get update && apt-get install -y --no-install-recommends chromium';
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

async function findFirst(files) {
  for (const file of files) {
    if (await fs.stat(file).catch(() => undefined)) {
      return file;
    }
  }
  return undefined;
}

/** The system's Chromium. Where there is none and we may, Debian's is installed. */
export async function findChromium() {
  const chosen = process.env.SKEIN_CHROMIUM;
  if (chosen) {
    if (!(await findFirst([chosen]))) {
      throw new ScriptError(`SKEIN_CHROMIUM: there is no file "${chosen}"`);
    }
    return chosen;
  }
  const found = await findFirst(USUAL_PLACES);
  if (found) {
    return found;
  }
  const isDebian = await findFirst(['/usr/bin/apt-get']);
  if (!isDebian || process.getuid() !== 0) {
    throw new ScriptError(
      `Browser tests need Chromium. Install it (on Debian as root: ${INSTALL}), or name yours in SKEIN_CHROMIUM.`,
    );
  }
  say('Installing Chromium from Debian …');
  await runCommand('sh', ['-c', INSTALL], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    quiet: true,
  });
  return '/usr/bin/chromium';
}
