import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findFreePort } from '../../../../scripts/stack/ports.mjs';
import { Stack } from '../../../../scripts/stack/Stack.mjs';

/** A stack on free ports and an empty state, with nothing started yet. `dispose` stops it and forgets its state. */
export async function prepareStack({ configs, estateArgs } = {}) {
  const stateFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-e2e-'));
  const stack = new Stack({
    node: process.execPath,
    env: process.env,
    stateFolder,
    logFolder: path.join(stateFolder, 'logs'),
    port: await findFreePort(),
    estatePort: await findFreePort(),
    configs,
    estateArgs,
  });
  const dispose = async () => {
    await stack.stop();
    await fs.rm(stateFolder, { recursive: true, force: true });
  };
  return { stack, dispose };
}
