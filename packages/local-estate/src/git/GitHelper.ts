import { fork, type ChildProcess } from 'node:child_process';
import { packagePath } from '../packagePath';

export interface GitCommand {
  argumentList: string[];
  environment: Record<string, string>;
  input: Buffer | string;
}

export interface GitAnswer {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
}

interface Message extends GitAnswer {
  id: number;
  failure?: string;
}

interface Waiting {
  resolve(answer: GitAnswer): void;
  reject(error: Error): void;
}

/**
 * Runs git by way of a small process: the time to start one grows with the memory of whoever starts it, and an estate of
 * thousands of repositories is large.
 */
export class GitHelper {
  readonly #waiting = new Map<number, Waiting>();
  #child?: ChildProcess;
  #lastId = 0;

  run(command: GitCommand): Promise<GitAnswer> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const id = this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      this.#running().send({ id, ...command }, error => {
        if (error) {
          this.#settle(id)?.reject(error);
        }
      });
    });
  }

  #running(): ChildProcess {
    if (this.#child) {
      return this.#child;
    }
    const child = fork(packagePath('bin', 'run-git.cjs'), [], {
      execArgv: [],
      serialization: 'advanced',
      env: { PATH: process.env.PATH ?? '' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child = child;
    child.on('message', ({ id, failure, ...answer }: Message) => {
      const waiting = this.#settle(id);
      if (failure === undefined) {
        waiting?.resolve({ ...answer, stdout: Buffer.from(answer.stdout) });
      } else {
        waiting?.reject(new Error(failure));
      }
    });
    child.once('exit', () => {
      this.#child = undefined;
      for (const id of [...this.#waiting.keys()]) {
        this.#settle(id)?.reject(new Error('The process that runs git ended'));
      }
    });
    this.#keepAlive();
    return child;
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.#keepAlive();
    return waiting;
  }

  /** Nobody has to wait for the helper's end unless somebody waits for an answer. */
  #keepAlive(): void {
    const child = this.#child;
    if (this.#waiting.size > 0) {
      child?.ref();
      child?.channel?.ref();
    } else {
      child?.unref();
      child?.channel?.unref();
    }
  }
}
