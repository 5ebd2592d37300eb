import { ServiceUnavailableError } from '@backstage/errors';
import { spawn, type ChildProcess } from 'node:child_process';
import {
  serveCommands,
  type CommandNews,
  type CommandOrder,
} from './serveCommands';

export type StartOrder = Omit<CommandOrder & { kind: 'start' }, 'kind' | 'id'>;

/** Hears what becomes of a command; `failed` or `closed` comes last. */
export interface CommandListener {
  output(chunk: Buffer): void;
  errorOutput(chunk: Buffer): void;
  exited(): void;
  failed(error: Error): void;
  closed(exitCode: number | null): void;
}

export interface StartedCommand {
  /** Tells it and all that it started, as far as they have stayed in its group. */
  signal(signal: 'SIGTERM' | 'SIGKILL'): void;
}

interface RunningCommand {
  listener: CommandListener;
  processId?: number;
}

/** Without work for so long, the helper goes. */
const IDLE_SECONDS = 60;

/**
 * A small process that starts commands for this one. A process is started by copying the one that starts it, which holds a
 * backend of some hundred megabytes still for that time; and should the backend be killed, the helper ends what it started.
 */
export class CommandHelper {
  static #current: CommandHelper | undefined;

  /** Starts a command; the helper is started when there is none. */
  static start(
    order: StartOrder,
    listen: (command: StartedCommand) => CommandListener,
  ): void {
    CommandHelper.#current ??= new CommandHelper();
    CommandHelper.#current.#start(order, listen);
  }

  readonly #child: ChildProcess;
  readonly #running = new Map<number, RunningCommand>();
  #lastId = 0;
  #idle: NodeJS.Timeout | undefined;

  private constructor() {
    this.#child = spawn(process.execPath, ['-e', `(${serveCommands})()`], {
      // it needs none of the backend's, and its commands are given their own
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    this.#child.on('message', (news: CommandNews) => this.#hear(news));
    this.#child.on('error', error => this.#leave(error.message));
    this.#child.on('exit', (code, signal) => this.#leave(`${signal ?? code}`));
    this.#child.unref();
  }

  #start(
    order: StartOrder,
    listen: (command: StartedCommand) => CommandListener,
  ): void {
    clearTimeout(this.#idle);
    this.#lastId += 1;
    const id = this.#lastId;
    const listener = listen({
      signal: signal => this.#send({ kind: 'signal', id, signal }),
    });
    this.#running.set(id, { listener });
    this.#child.channel?.ref();
    this.#send({ ...order, kind: 'start', id });
  }

  #send(order: CommandOrder): void {
    if (this.#child.connected) {
      // where it does not arrive, the helper has ended, and that is heard of
      this.#child.send(order, () => undefined);
    }
  }

  #hear(news: CommandNews): void {
    const running = this.#running.get(news.id);
    if (!running) {
      return;
    }
    const { listener } = running;
    switch (news.kind) {
      case 'started':
        running.processId = news.processId;
        break;
      case 'output':
        listener.output(news.chunk);
        break;
      case 'errorOutput':
        listener.errorOutput(news.chunk);
        break;
      case 'exited':
        listener.exited();
        break;
      case 'notStarted':
        this.#forget(news.id);
        listener.failed(
          Object.assign(new Error(news.message), { code: news.code }),
        );
        break;
      default:
        this.#forget(news.id);
        listener.closed(news.exitCode);
    }
  }

  #forget(id: number): void {
    this.#running.delete(id);
    if (this.#running.size === 0) {
      this.#child.channel?.unref();
      this.#idle = setTimeout(() => this.#retire(), IDLE_SECONDS * 1000);
      this.#idle.unref();
    }
  }

  #retire(): void {
    if (CommandHelper.#current === this) {
      CommandHelper.#current = undefined;
    }
    if (this.#child.connected) {
      this.#child.disconnect();
    }
  }

  /** What it has started ends with it, so that nothing is left to wait for or to tidy up. */
  #leave(how: string): void {
    this.#retire();
    const running = [...this.#running.values()];
    this.#running.clear();
    for (const { listener, processId } of running) {
      killGroup(processId);
      listener.failed(
        new ServiceUnavailableError(
          `The process that starts commands has ended (${how})`,
        ),
      );
    }
  }
}

function killGroup(processId: number | undefined): void {
  try {
    if (processId !== undefined) {
      process.kill(-processId, 'SIGKILL');
    }
  } catch {
    // The group is gone already, which is what was wanted.
  }
}
