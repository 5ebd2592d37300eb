import { runCommand } from '../execution/childProcess';
import { CorruptRepositoryError } from './CorruptRepositoryError';
import { describeGitFailure } from './describeGitFailure';
import { gitEnvironment } from './gitEnvironment';
import { redactSecrets } from './redactSecrets';

export interface GitOptions {
  /** The bare repository. */
  directory: string;
  cloneUrl: string;
  authorization?: string;
  signal: AbortSignal;
  /** Called when the repository turns out not to be whole. */
  onCorrupt?: () => void;
}

export interface RunGitOptions {
  stdin?: Uint8Array;
  env?: Record<string, string>;
  maxOutputBytes?: number;
  deadlineSeconds?: number;
  /** Exit codes beside 0 that are an answer. */
  allowedExitCodes?: number[];
}

export interface GitAnswer {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
}

const LOCAL_DEADLINE_SECONDS = 120;
const DEFAULT_MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs git on one bare repository, always hermetic; credentials travel in the environment and only with network commands. */
export class Git {
  readonly #options: GitOptions;

  constructor(options: GitOptions) {
    this.#options = options;
  }

  /** A command that stays on this machine; it knows no credentials. */
  async run(args: string[], options?: RunGitOptions): Promise<GitAnswer> {
    const { directory } = this.#options;
    return await this.#run(
      args,
      gitEnvironment({ home: directory }),
      LOCAL_DEADLINE_SECONDS,
      options,
    );
  }

  /** As `run`, the output as text without the line end. */
  async text(args: string[], options?: RunGitOptions): Promise<string> {
    const { stdout } = await this.run(args, options);
    return stdout.toString('utf8').trimEnd();
  }

  /** A command that talks to the code host. */
  async runRemote(
    args: string[],
    options: RunGitOptions & { deadlineSeconds: number },
  ): Promise<GitAnswer> {
    const { directory, cloneUrl, authorization } = this.#options;
    return await this.#run(
      args,
      gitEnvironment({ home: directory, url: cloneUrl, authorization }),
      options.deadlineSeconds,
      options,
    );
  }

  /** An error for something that is not in the repository and has to be. */
  missing(what: string): Error {
    return this.#noticed(
      new CorruptRepositoryError(`${what} is not in a repository of ours`),
    );
  }

  async #run(
    args: string[],
    env: Record<string, string>,
    deadlineSeconds: number,
    options: RunGitOptions = {},
  ): Promise<GitAnswer> {
    const { directory, authorization, signal } = this.#options;
    const answer = await runCommand({
      command: 'git',
      args: [`--git-dir=${directory}`, ...args],
      env: { ...env, ...options.env },
      directory,
      stdin: options.stdin,
      deadlineSeconds: options.deadlineSeconds ?? deadlineSeconds,
      maxOutputBytes: options.maxOutputBytes ?? DEFAULT_MAX_OUTPUT_BYTES,
      signal,
    });
    const stderr = redactSecrets(
      answer.stderr,
      authorization === undefined ? [] : [authorization],
    );
    if (
      answer.exitCode !== 0 &&
      !options.allowedExitCodes?.includes(answer.exitCode)
    ) {
      throw this.#noticed(describeGitFailure(stderr));
    }
    return { ...answer, stderr };
  }

  #noticed<E extends Error>(error: E): E {
    if (error instanceof CorruptRepositoryError) {
      this.#options.onCorrupt?.();
    }
    return error;
  }
}
