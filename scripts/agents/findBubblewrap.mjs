import fs from 'node:fs/promises';
import path from 'node:path';
import { say, ScriptError } from '../say.mjs';
import { runCommand } from '../toolchain/runCommand.mjs';

const INSTALL =
  'apt-get update && apt-get install -y --no-install-recommends bubblewrap';

async function findOnPath(name) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name);
    if (await fs.stat(file).catch(() => undefined)) {
      return file;
    }
  }
  return undefined;
}

async function installBubblewrap() {
  if (!(await findOnPath('apt-get')) || process.getuid() !== 0) {
    throw new ScriptError(
      `The sandbox of coding agents needs bubblewrap. Install it (on Debian as root: ${INSTALL}).`,
    );
  }
  say('Installing bubblewrap from Debian …');
  await runCommand('sh', ['-c', INSTALL], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    quiet: true,
  });
  return await findOnPath('bwrap');
}

/**
 * bubblewrap, which the sandbox of coding agents is made of. Where there is none and we may, Debian's is installed.
 * @returns what tests of the sandbox have to know; where the machine allows no sandbox they are left out, and it is said
 */
export async function findBubblewrap() {
  const program = (await findOnPath('bwrap')) ?? (await installBubblewrap());
  const code = await runCommand(
    program,
    ['--unshare-all', '--unshare-user', '--ro-bind', '/', '/', 'true'],
    { quiet: true, mayFail: true },
  );
  if (code === 0) {
    return {};
  }
  say(
    'THE TESTS OF THE SANDBOX ARE LEFT OUT: bubblewrap is installed, and this machine allows no user namespaces.',
  );
  return { SKEIN_TEST_WITHOUT_SANDBOX: '1' };
}
