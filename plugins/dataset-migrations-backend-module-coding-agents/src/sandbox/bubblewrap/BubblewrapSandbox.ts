import { text } from 'node:stream/consumers';
import type { Sandbox, SandboxCommand, SandboxedProcess } from '../Sandbox';
import { assertSourcesAreThere } from '../assertSourcesAreThere';
import { assertSandboxCommand } from '../assertSandboxCommand';
import { findProgram } from '../findProgram';
import { GrowthMeter } from '../process/GrowthMeter';
import { measureProcesses } from '../process/measureProcesses';
import { superviseProcess } from '../process/superviseProcess';
import { untilGone } from '../process/untilGone';
import { readChildId } from './readChildId';
import { startBubblewrap, SYSTEM_CALL_FILTER } from './startBubblewrap';

export interface BubblewrapSandboxOptions {
  /** Name or path of bubblewrap's program. */
  program?: string;
}

const MEGABYTE = 1024 * 1024;

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
    const gaps: string[] = [];
    if (process.getuid?.() === 0) {
      gaps.push(
        'The backend runs as root, for whom the kernel does not limit the number of processes: a fork bomb is only ended when it is seen, within a tenth of a second. Run the backend as a plain user.',
      );
    }
    if (!SYSTEM_CALL_FILTER) {
      gaps.push(
        `No system call is filtered on ${process.arch}, for which their numbers are not known.`,
      );
    }
    return gaps;
  }

  async spawn(command: SandboxCommand): Promise<SandboxedProcess> {
    assertSandboxCommand(command);
    command.signal.throwIfAborted();
    await assertSourcesAreThere(command);
    const { limits, signal } = command;
    const growth = new GrowthMeter(
      command.mounts
        .filter(({ access }) => access === 'write')
        .map(({ source }) => source),
      limits.fileMegabytes,
    );

    const { child, streams } = await startBubblewrap(this.#program, command);
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
