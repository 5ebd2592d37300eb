import { ForwardedError } from '@backstage/errors';
import { spawn, type ChildProcess } from 'node:child_process';
import { open } from 'node:fs/promises';
import type { SandboxCommand } from '../Sandbox';
import { emptyFile } from '../emptyFile';
import { findKnownMasks } from '../masks/findKnownMasks';
import { SANDBOX_HOME } from '../sandboxPaths';
import { buildSystemCallFilter } from './buildSystemCallFilter';
import { DESCRIPTORS, findStreams, planStreams } from './findStreams';
import { findSystemFiles, type SystemFiles } from './findSystemFiles';
import { listInheritedDescriptors } from './listInheritedDescriptors';
import { planOptions, planProgram, SANDBOX_USER_ID } from './planBubblewrap';
import { readHardLimits } from './readHardLimits';

/** What refuses system calls here; undefined where nothing can. */
export const SYSTEM_CALL_FILTER = buildSystemCallFilter(process.arch);

const ID = SANDBOX_USER_ID;
const USERS = `sandbox:x:${ID}:${ID}::${SANDBOX_HOME}:/bin/sh\nnobody:x:65534:65534::/nonexistent:/bin/false\n`;
const GROUPS = `sandbox:x:${ID}:\nnogroup:x:65534:\n`;
const HOSTS = '127.0.0.1 localhost sandbox\n::1 localhost\n';

let system: Promise<SystemFiles> | undefined;
let inherited: Promise<number[]> | undefined;

/** Starts a command in bubblewrap, and tells it what the command may see and use. */
export async function startBubblewrap(
  program: string,
  command: SandboxCommand,
): Promise<{ child: ChildProcess; streams: ReturnType<typeof findStreams> }> {
  system ??= findSystemFiles();
  inherited ??= listInheritedDescriptors();
  const options = planOptions(command, {
    system: await system,
    masks: await findKnownMasks(command.masks, command.mounts),
    emptyFile: emptyFile(),
    descriptors: DESCRIPTORS,
    filterDescriptor: SYSTEM_CALL_FILTER && DESCRIPTORS.filter,
  });
  const programAndLimits = planProgram(command, await readHardLimits());
  const others = await inherited;
  const nothing = await open('/dev/null');
  const child = spawn(
    program,
    [
      ...['--args', String(DESCRIPTORS.options)],
      ...['--json-status-fd', String(DESCRIPTORS.status)],
      '--',
      ...programAndLimits,
    ],
    {
      // it is found by PATH, and gives the command an environment of its own
      env: { PATH: process.env.PATH },
      detached: true,
      stdio: planStreams(others, nothing.fd),
    },
  );
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', error =>
        reject(new ForwardedError('Could not start bubblewrap', error)),
      );
    });
  } finally {
    // not waited for: what a command writes and how it ends is lost when nobody listens by then
    nothing.close().catch(() => undefined);
  }
  const streams = findStreams(child);
  streams.options.end(options.map(part => `${part}\0`).join(''));
  streams.users.end(USERS);
  streams.groups.end(GROUPS);
  streams.hosts.end(HOSTS);
  streams.filter.end(SYSTEM_CALL_FILTER);
  return { child, streams };
}
