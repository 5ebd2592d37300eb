import { ServiceUnavailableError } from '@backstage/errors';
import type {
  SandboxCommand,
  SandboxedProcess,
  SandboxEnd,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Readable, Writable } from 'node:stream';
import { FileExchange, type ExchangedMount } from '../files/FileExchange';
import { TooManyBytesError } from '../files/TooManyBytesError';
import type { JobState } from '../jobs/JobState';
import { STREAM } from '../session/frames';
import type { PodSession, SessionEnd } from '../session/PodSession';
import { SocketBridge } from '../session/SocketBridge';
import { CommandStreams } from './CommandStreams';
import { decideEnd, type EndFacts, type ProgramEnd } from './decideEnd';
import { readPodEvent } from './readPodEvent';

export interface KubernetesProcessOptions {
  session: PodSession;
  command: SandboxCommand;
  mounts: ExchangedMount[];
  sentBytes: number;
  /** What became of the pod, once the cluster shows why it does not answer any more. */
  findState(): Promise<JobState>;
  /** Removes the Job; never rejects. */
  remove(): Promise<void>;
}

const MEGABYTE = 1024 * 1024;

/** For how long it may take to send what a command is given. */
const PREPARE_MS = 300_000;

/**
 * A command in a pod that serves us. It has ended when it can change nothing more: its way to the host is this process. The pod itself
 * may be on its way out for a little longer.
 */
export class KubernetesProcess implements SandboxedProcess {
  readonly ended: Promise<SandboxEnd>;
  readonly #options: KubernetesProcessOptions;
  readonly #streams: CommandStreams;
  readonly #files: FileExchange;
  readonly #bridge: SocketBridge;
  readonly #isOver: Promise<void>;
  #program: ProgramEnd | undefined;
  #stopped: EndFacts['stopped'];
  #tellOver: () => void = () => undefined;
  #deadline: NodeJS.Timeout;

  private constructor(options: KubernetesProcessOptions) {
    const { session, command, mounts, sentBytes } = options;
    const { limits, sockets } = command;
    this.#options = options;
    this.#deadline = setTimeout(() => this.#stop('timeLimit'), PREPARE_MS);
    this.#isOver = new Promise(resolve => {
      this.#tellOver = resolve;
    });
    this.#streams = new CommandStreams({
      outputBytes: limits.outputBytes,
      onExceeded: () => this.#stop('outputLimit'),
      sendInput: bytes => session.sendStream(STREAM.input, bytes),
      endInput: () => session.endStream(STREAM.input),
    });
    this.#files = new FileExchange({
      session,
      mounts,
      sentBytes,
      collectedBytes: limits.fileMegabytes * MEGABYTE,
    });
    this.#bridge = new SocketBridge({
      sources: new Map(sockets.map(({ target, source }) => [target, source])),
      send: (id, bytes) => session.sendStream(id, bytes),
      endStream: id => session.endStream(id),
    });
    session.listen({
      onStream: (id, bytes) => this.#takeStream(id, bytes),
      onStreamEnd: id => this.#bridge.end(id),
      onEvent: (id, event) => this.#takeEvent(id, event),
    });
    this.ended = this.#untilEnded();
  }

  /** Sends a pod what a command is given, and starts it there. */
  static async start(
    options: KubernetesProcessOptions,
  ): Promise<KubernetesProcess> {
    const started = new KubernetesProcess(options);
    try {
      await started.#start();
      return started;
    } catch (error) {
      await started.kill();
      options.command.signal.throwIfAborted();
      throw error;
    }
  }

  get stdin(): Writable {
    return this.#streams.stdin;
  }

  get stdout(): Readable {
    return this.#streams.stdout;
  }

  get stderr(): Readable {
    return this.#streams.stderr;
  }

  async provideFiles(): Promise<void> {
    await this.#files.provide();
  }

  async collectFiles(): Promise<void> {
    try {
      await this.#files.collect();
    } catch (error) {
      if (error instanceof TooManyBytesError) {
        this.#stop('diskLimit');
      }
      throw error;
    }
  }

  async kill(): Promise<void> {
    this.#stop('aborted');
    await this.ended;
  }

  async #start(): Promise<void> {
    const { session, command } = this.#options;
    const { limits } = command;
    try {
      await this.#files.provide();
      for (const { target } of command.sockets) {
        await session.request('listen', { socket: target });
      }
      await this.#startProgram();
      clearTimeout(this.#deadline);
      this.#deadline = setTimeout(
        () => this.#stop('timeLimit'),
        limits.wallSeconds * 1000,
      );
    } catch (error) {
      if (error instanceof TooManyBytesError) {
        throw error;
      }
      throw new ServiceUnavailableError(
        `A command could not be started in its pod: ${error}`,
      );
    }
  }

  async #startProgram(): Promise<void> {
    const { session, command } = this.#options;
    const { argv, workingDirectory, environment, limits } = command;
    try {
      await session.request('start', {
        argv,
        workingDirectory,
        environment,
        limits: {
          cpuSeconds: limits.cpuSeconds,
          processes: limits.processes,
          fileBytes: limits.fileMegabytes * MEGABYTE,
        },
      });
    } catch (error) {
      // a program may run, and kill what serves us, before we hear that it was started: how it ended is told by its pod
      if (!session.isClosed) {
        throw error;
      }
    }
  }

  #stop(reason: EndFacts['stopped']): void {
    this.#stopped ??= reason;
    this.#tellOver();
    if (this.#program) {
      // its files are being brought back, which has to end as well
      this.#options.session.close();
    }
  }

  #takeStream(id: number, bytes: Buffer): void {
    if (id >= STREAM.firstConnection) {
      this.#bridge.pass(id, bytes);
    } else {
      this.#streams.write(id === STREAM.output ? 'stdout' : 'stderr', bytes);
    }
  }

  #takeEvent(id: number, said: unknown): void {
    const event = readPodEvent(said);
    if (event.event === 'connected') {
      this.#bridge.connected(id, event.socket);
    } else {
      this.#program = event;
      this.#tellOver();
    }
  }

  async #untilEnded(): Promise<SandboxEnd> {
    const { session, command, remove } = this.#options;
    const { signal } = command;
    const onAbort = () => this.#stop('aborted');
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) {
      onAbort();
    }
    await Promise.race([this.#isOver, session.closed]);
    const end = await this.#decideEnd();
    clearTimeout(this.#deadline);
    signal.removeEventListener('abort', onAbort);
    session.close();
    this.#bridge.closeAll();
    await remove();
    this.#streams.end();
    return end;
  }

  async #decideEnd(): Promise<SandboxEnd> {
    const { session } = this.#options;
    if (this.#program && !this.#stopped) {
      try {
        await this.#files.collect();
        return decideEnd({ stopped: this.#stopped, program: this.#program });
      } catch (error) {
        if (error instanceof TooManyBytesError) {
          return { reason: 'diskLimit' };
        }
        // a pod that ended before everything was brought back is as if it had ended before its command
        session.close(`its files could not be brought back: ${error}`);
      }
    }
    if (this.#stopped) {
      return decideEnd({ stopped: this.#stopped });
    }
    return await this.#explainClosed(await session.closed);
  }

  async #explainClosed({
    servedUntil,
    complaint,
  }: SessionEnd): Promise<SandboxEnd> {
    const state = await this.#options.findState();
    const end = decideEnd({ stopped: this.#stopped, servedUntil, state });
    return end.reason === 'exited' && complaint !== ''
      ? { ...end, detail: complaint }
      : end;
  }
}
