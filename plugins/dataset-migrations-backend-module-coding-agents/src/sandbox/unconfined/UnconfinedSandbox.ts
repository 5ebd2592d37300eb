import { ForwardedError } from '@backstage/errors';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Sandbox, SandboxCommand, SandboxedProcess } from '../Sandbox';
import { assertSandboxCommand } from '../assertSandboxCommand';
import { GrowthMeter } from '../process/GrowthMeter';
import { measureProcesses } from '../process/measureProcesses';
import { superviseProcess } from '../process/superviseProcess';
import { placeOutside } from './placeOutside';

const USUAL_PATH = '/usr/local/bin:/usr/bin:/bin';

/**
 * No sandbox at all: a command can read what the backend can read, and reach what it can reach; nothing is hidden. Only time, output,
 * and what is seen of memory, processes and disk are limited. For machines that are themselves thrown away.
 */
export class UnconfinedSandbox implements Sandbox {
  readonly id = 'none';

  async whyUnusable(): Promise<undefined> {
    return undefined;
  }

  async spawn(command: SandboxCommand): Promise<SandboxedProcess> {
    assertSandboxCommand(command);
    command.signal.throwIfAborted();
    const { limits, signal, mounts } = command;
    const { argv, workingDirectory, environment } = placeOutside(command);
    const home = await mkdtemp(join(tmpdir(), 'skein-home-'));
    const growth = new GrowthMeter(
      [
        ...mounts
          .filter(({ access }) => access === 'write')
          .map(({ source }) => source),
        home,
      ],
      limits.fileMegabytes,
    );
    const child = spawn(argv[0], argv.slice(1), {
      cwd: workingDirectory,
      env: {
        PATH: [dirname(process.execPath), process.env.PATH ?? USUAL_PATH].join(
          ':',
        ),
        HOME: home,
        ...environment,
      },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', error =>
        reject(new ForwardedError(`Could not start ${argv[0]}`, error)),
      );
    });
    const { pid, stdin, stdout, stderr } = child;
    const stop = () => killGroup(pid);
    return superviseProcess({
      child,
      stdin,
      stdout,
      stderr,
      limits,
      signal,
      stop,
      async gone() {
        // what it left running has no reason to outlive it
        stop();
        await rm(home, { recursive: true, force: true });
      },
      async measure() {
        return {
          ...(pid === undefined ? {} : measureProcesses(pid, limits.processes)),
          writtenBytes: await growth.read(),
        };
      },
    });
  }
}

function killGroup(processId: number | undefined): void {
  try {
    if (processId !== undefined) {
      process.kill(-processId, 'SIGKILL');
    }
  } catch {
    // It has ended already, which is what was wanted.
  }
}
