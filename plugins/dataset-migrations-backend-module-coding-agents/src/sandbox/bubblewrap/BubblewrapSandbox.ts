import { ForwardedError } from '@backstage/errors';
import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Sandbox, SandboxCommand, SandboxedProcess } from '../Sandbox';
import { assertSourcesAreThere } from '../assertSourcesAreThere';
import { assertSandboxCommand } from '../checkSandboxCommand';
import { emptyFile } from '../emptyFile';
import { findProgram } from '../findProgram';
import { findMaskKinds } from '../masks/findMaskKinds';
import { GrowthMeter } from '../process/GrowthMeter';
import { measureProcesses } from '../process/measureProcesses';
import { superviseProcess } from '../process/superviseProcess';
import { untilGone } from '../process/untilGone';
import { SANDBOX_HOME } from '../sandboxPaths';
import { findSystemFiles, type SystemFiles } from './findSystemFiles';
import { planOptions, planProgram, SANDBOX_USER_ID } from './planBubblewrap';
import { DESCRIPTORS, findStreams, planStreams } from './findStreams';
import { listInheritedDescriptors } from './inheritedDescriptors';
import { readChildId } from './readChildId';
import { readHardLimits } from './readHardLimits';

export interface BubblewrapSandboxOptions {
  /** Name or path of bubblewrap's program. */
  program?: string;
}

const MEGABYTE = 1024 * 1024;
const ID = SANDBOX_USER_ID;
const USERS_TEXT = `sandbox:x:${ID}:${ID}::${SANDBOX_HOME}:/bin/sh\nnobody:x:65534:65534::/nonexistent:/bin/false\n`;
const HOSTS_TEXT = '127.0.0.1 localhost sandbox\n::1 localhost\n';
const GROUPS_TEXT = `sandbox:x:${ID}:\nnogroup:x:65534:\n`;

/** What a trial may take; it does nothing. */
const TRIAL: SandboxCommand = {
  argv: ['true'],
  workingDirectory: '/',
  mounts: [],
  masks: [],
  sockets: [],
  environment: {},
  limits: {
    wallSeconds: 20,
    memoryMegabytes: 256,
    cpuSeconds: 10,
    processes: 32,
    fileMegabytes: 1,
    outputBytes: 4096,
  },
  signal: new AbortController().signal,
};

/** Runs commands in namespaces of their own, by bubblewrap. */
export class BubblewrapSandbox implements Sandbox {
  readonly id = 'bubblewrap';
  readonly #program: string;
  #system: Promise<SystemFiles> | undefined;
  #inherited: Promise<number[]> | undefined;

  constructor(options: BubblewrapSandboxOptions = {}) {
    this.#program = options.program ?? 'bwrap';
  }

  async whyUnusable(): Promise<string | undefined> {
    if (process.platform !== 'linux') {
      return `bubblewrap runs on Linux only, and this is ${process.platform}`;
    }
    if (!(await findProgram(this.#program))) {
      return `bubblewrap is not installed: there is no program "${
        this.#program
      }" (on Debian: apt-get install bubblewrap)`;
    }
    const trial = await this.spawn(TRIAL);
    trial.stdout.resume();
    const [complaint, end] = await Promise.all([
      text(trial.stderr),
      trial.ended,
    ]);
    return end.reason === 'exited' && end.exitCode === 0
      ? undefined
      : `bubblewrap does not work here (${
          complaint.trim() || end.reason
        }): it needs user namespaces (sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone, kernel.apparmor_restrict_unprivileged_userns) and prlimit of util-linux`;
  }

  /** What this sandbox does less well on this machine, for whoever runs it. */
  describeGaps(): string[] {
    return process.getuid?.() === 0
      ? [
          'The backend runs as root, for whom the kernel does not limit the number of processes: a fork bomb is only ended when it is seen, within a tenth of a second. Run the backend as a plain user.',
        ]
      : [];
  }

  async spawn(command: SandboxCommand): Promise<SandboxedProcess> {
    assertSandboxCommand(command);
    command.signal.throwIfAborted();
    await assertSourcesAreThere(command);
    this.#system ??= findSystemFiles();
    const options = planOptions(command, {
      system: await this.#system,
      masks: await findMaskKinds(command.masks, command.mounts),
      emptyFile: await emptyFile(),
      descriptors: DESCRIPTORS,
    });
    const { limits, signal } = command;
    const growth = new GrowthMeter(
      command.mounts
        .filter(({ access }) => access === 'write')
        .map(({ source }) => source),
      limits.fileMegabytes,
    );

    this.#inherited ??= listInheritedDescriptors();
    const nothing = await open('/dev/null');
    const child = spawn(
      this.#program,
      [
        ...['--args', String(DESCRIPTORS.options)],
        ...['--json-status-fd', String(DESCRIPTORS.status)],
        '--',
        ...planProgram(command, await readHardLimits()),
      ],
      {
        // it is found by PATH, and gives the command an environment of its own
        env: { PATH: process.env.PATH },
        detached: true,
        stdio: planStreams(await this.#inherited, nothing.fd),
      },
    );
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', error =>
        reject(new ForwardedError('Could not start bubblewrap', error)),
      );
    }).finally(() => nothing.close());
    const streams = findStreams(child);
    streams.options.end(options.map(part => `${part}\0`).join(''));
    streams.users.end(USERS_TEXT);
    streams.groups.end(GROUPS_TEXT);
    streams.hosts.end(HOSTS_TEXT);

    let isStopped = false;
    let firstId: number | undefined;
    const stop = () => {
      isStopped = true;
      // the first process of the namespace takes all others with it
      killIfThere(firstId ?? child.pid);
    };
    const childId = readChildId(streams.status).then(id => {
      firstId = id;
      if (isStopped) {
        stop();
      }
      return id;
    });
    return superviseProcess({
      child,
      stdin: streams.stdin,
      stdout: streams.stdout,
      stderr: streams.stderr,
      limits,
      signal,
      stop,
      async gone() {
        const id = await childId;
        if (id !== undefined) {
          await untilGone(id);
        }
      },
      async measure() {
        const root = firstId ?? child.pid;
        return {
          ...(root === undefined
            ? {}
            : measureProcesses(root, limits.processes)),
          writtenBytes: await growth.read(),
        };
      },
      async findReason() {
        const grown = await growth.readNow();
        return grown > limits.fileMegabytes * MEGABYTE
          ? 'diskLimit'
          : undefined;
      },
    });
  }
}

function killIfThere(processId: number | undefined): void {
  try {
    if (processId !== undefined) {
      process.kill(processId, 'SIGKILL');
    }
  } catch {
    // It has ended already, which is what was wanted.
  }
}
