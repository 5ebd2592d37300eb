import { InputError } from '@backstage/errors';
import { lstat } from 'node:fs/promises';
import type { SandboxCommand } from './Sandbox';

/** Throws when a command is to be shown something that is not on the host. */
export async function assertSourcesAreThere(
  command: SandboxCommand,
): Promise<void> {
  for (const { source } of [...command.mounts, ...command.sockets]) {
    if (!(await lstat(source).catch(() => undefined))) {
      throw new InputError(
        `The sandbox is to show ${source}, which is not there`,
      );
    }
  }
}
