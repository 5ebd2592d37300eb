import fs from 'node:fs/promises';
import { say } from '../../say.mjs';
import { runCommand } from '../../toolchain/runCommand.mjs';

const PLACES = [
  '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1',
  '/usr/lib/faketime/libfaketimeMT.so.1',
  '/usr/lib64/faketime/libfaketimeMT.so.1',
];

async function findFirst() {
  for (const file of PLACES) {
    if (await fs.stat(file).catch(() => undefined)) {
      return file;
    }
  }
  return undefined;
}

/** libfaketime, which gives a process a clock of its own. Where there is none and we may, Debian's is installed. */
export async function findFakeTime() {
  const found = await findFirst();
  const isDebian = await fs.stat('/usr/bin/apt-get').catch(() => undefined);
  if (found || !isDebian || process.getuid() !== 0) {
    return found;
  }
  say('Installing faketime from Debian …');
  await runCommand(
    'sh',
    [
      '-c',
      'apt-get update && apt-get install -y --no-install-recommends faketime',
    ],
    {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      quiet: true,
      mayFail: true,
    },
  );
  return findFirst();
}
