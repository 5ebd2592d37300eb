import { ForwardedError } from '@backstage/errors';
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import type { Sandbox, SandboxCommand, SandboxedProcess } from '../Sandbox';
import { assertSandboxCommand } from '../assertSandboxCommand';
import { assertSourcesAreThere } from '../assertSourcesAreThere';
import { emptyFile } from '../emptyFile';
import { findProgram } from '../findProgram';
import { findKnownMasks } from '../masks/findKnownMasks';
import { GrowthMeter } from '../process/GrowthMeter';
import { superviseProcess } from '../process/superviseProcess';
import { planContainer } from './planContainer';

export interface ContainerSandboxOptions {
  /** Name or path of docker, podman or a program that takes the same arguments. */
  program: string;
  image: string;
}

interface EngineAnswer {
  failed: boolean;
  stdout: string;
  stderr: string;
}

const ENGINE_DEADLINE_MS = 60_000;
const MEGABYTE = 1024 * 1024;

/** Runs commands in containers, by the command line of docker or podman. */
export class ContainerSandbox implements Sandbox {
  readonly id = 'container';
  readonly #options: ContainerSandboxOptions;

  constructor(options: ContainerSandboxOptions) {
    this.#options = options;
  }

  async whyUnusable(): Promise<string | undefined> {
    const { program, image } = this.#options;
    if (!(await findProgram(program))) {
      return `there is no program "${program}"`;
    }
    const version = await this.#ask(['version']);
    if (version.failed) {
      return `${program} does not answer (${version.stderr.trim()})`;
    }
    const found = await this.#ask(['image', 'inspect', image]);
    return found.failed
      ? `the image "${image}" is not on this machine; pull it (${program} pull ${image})`
      : undefined;
  }

  async spawn(command: SandboxCommand): Promise<SandboxedProcess> {
    assertSandboxCommand(command);
    command.signal.throwIfAborted();
    await assertSourcesAreThere(command);
    const { limits, signal, mounts } = command;
    const { program, image } = this.#options;
    const name = `skein-${randomUUID()}`;
    const args = planContainer(command, {
      name,
      image,
      masks: await findKnownMasks(command.masks, mounts),
      emptyFile: emptyFile(),
      userId: process.getuid?.() ?? 0,
      groupId: process.getgid?.() ?? 0,
    });
    const growth = new GrowthMeter(
      mounts
        .filter(({ access }) => access === 'write')
        .map(({ source }) => source),
      limits.fileMegabytes,
    );
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', error =>
        reject(new ForwardedError(`Could not start ${program}`, error)),
      );
    });
    let stopping: Promise<unknown> | undefined;
    const remove = () => this.#ask(['rm', '--force', name]);
    const { stdin, stdout, stderr } = child;
    let wasKilledForMemory = false;
    return superviseProcess({
      child,
      stdin,
      stdout,
      stderr,
      limits,
      signal,
      stop: () => {
        // the client may be waiting for a container that is not there yet
        stopping ??= remove().then(() => child.kill('SIGKILL'));
      },
      gone: async () => {
        await stopping;
        const { stdout: answer } = await this.#ask([
          'inspect',
          '--format',
          '{{.State.OOMKilled}}',
          name,
        ]);
        wasKilledForMemory = answer.trim() === 'true';
        await remove();
      },
      measure: async () => ({ writtenBytes: await growth.read() }),
      findReason: async () => {
        if (wasKilledForMemory) {
          return 'memoryLimit';
        }
        const grown = await growth.readNow();
        return grown > limits.fileMegabytes * MEGABYTE
          ? 'diskLimit'
          : undefined;
      },
    });
  }

  async #ask(args: string[]): Promise<EngineAnswer> {
    return await new Promise(resolve => {
      execFile(
        this.#options.program,
        args,
        { timeout: ENGINE_DEADLINE_MS, killSignal: 'SIGKILL' },
        (error, stdout, stderr) =>
          resolve({ failed: error !== null, stdout, stderr }),
      );
    });
  }
}
