import type { Readable, Writable } from 'node:stream';

/**
 * What a command may use up. Who passes a limit is ended, and is told by which.
 * @public
 */
export interface SandboxLimits {
  wallSeconds: number;
  memoryMegabytes: number;
  /** Of each process; together they have no more than `wallSeconds` on each processor. */
  cpuSeconds: number;
  /** Processes and threads at a time. */
  processes: number;
  /** What it may write, to one file and to each folder of its own. */
  fileMegabytes: number;
  /** Of its output and its error output together. */
  outputBytes: number;
}

/**
 * A file or folder of the host that is seen inside.
 * @public
 */
export interface SandboxMount {
  /** Absolute path on the host. */
  source: string;
  /** Absolute path inside. */
  target: string;
  access: 'read' | 'write';
}

/**
 * A unix socket of the host that is reached from inside; there is no other way out.
 * @public
 */
export interface SandboxSocket {
  /** Absolute path on the host. */
  source: string;
  /** Absolute path inside. */
  target: string;
}

/**
 * What a command is a part of. The two together name it: they are the same again for nothing else.
 * @public
 */
export interface SandboxWork {
  attemptId: string;
  /** Which command of the attempt this is, for example `gemini 1`. */
  part: string;
}

/**
 * A command, and all that it is given. What is not named here it does not have.
 * @public
 */
export interface SandboxCommand {
  /** Absent where a command belongs to no attempt. */
  work?: SandboxWork;
  argv: string[];
  /** Absolute path inside. */
  workingDirectory: string;
  mounts: SandboxMount[];
  /** Absolute paths inside that are hidden: a folder is empty there, and so is a file. */
  masks: string[];
  sockets: SandboxSocket[];
  /** The whole environment; PATH and HOME have a value when they are not given. */
  environment: Record<string, string>;
  limits: SandboxLimits;
  /** Aborted when the command is to end at once, with all that it started. */
  signal: AbortSignal;
}

/**
 * How a command ended.
 * @public
 */
export interface SandboxEnd {
  reason:
    | 'exited'
    | 'timeLimit'
    | 'memoryLimit'
    | 'outputLimit'
    | 'diskLimit'
    | 'aborted'
    | 'lost';
  exitCode?: number;
  signal?: string;
  /** What became of a command that was lost with the machine it ran on, in a sentence. */
  detail?: string;
}

/**
 * A command that runs in a sandbox.
 * @public
 */
export interface SandboxedProcess {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Settles when nothing of the command is left; never rejects. */
  readonly ended: Promise<SandboxEnd>;
  /** Lets the command see what the host has changed in its mounts since; nothing to do where both see the same files. */
  provideFiles(): Promise<void>;
  /**
   * Brings to the host what the command has written to its mounts so far; nothing to do where both see the same files. When a
   * command has ended by itself, this has been done before `ended` settles.
   */
  collectFiles(): Promise<void>;
  /** Ends the command and all that it started; resolves when nothing is left. */
  kill(): Promise<void>;
}

/**
 * Where code runs that nobody trusts: without a network, with the files it is given, within limits.
 * @public
 */
export interface Sandbox {
  /** Short and unique, for example `bubblewrap`. */
  readonly id: string;
  /** Why this sandbox cannot be used here, in a sentence; undefined when it can. */
  whyUnusable(): Promise<string | undefined>;
  /** What it does less well here, for whoever runs it. */
  describeGaps?(): string[];
  /** Starts a command; rejects when it could not be started. */
  spawn(command: SandboxCommand): Promise<SandboxedProcess>;
}
