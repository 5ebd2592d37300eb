import type { ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { SandboxedProcess, SandboxEnd, SandboxLimits } from '../Sandbox';
import { CountedOutput, type OutputAllowance } from './CountedOutput';
import { decideEnd, type StopReason } from './decideEnd';
import { decideStop, type Usage } from './decideStop';

export interface SuperviseProcessOptions {
  child: ChildProcess;
  stdin: Writable;
  stdout: Readable;
  stderr: Readable;
  limits: SandboxLimits;
  signal: AbortSignal;
  /** Ends the command and all that it started; may be called more than once. */
  stop(): void;
  /** Resolves when nothing of the command is left; asked after its process has ended. */
  gone(): Promise<void>;
  /** What it uses, where it has to be looked at from outside. */
  measure?(): Promise<Usage>;
  /** Why it ended, where somebody else enforces limits. */
  findReason?(): Promise<StopReason | undefined>;
}

const MEGABYTE = 1024 * 1024;
/** Between two looks; what grows in between is held by the limits of the kernel. */
const LOOK_MS = 100;
const CLOSER_LOOK_MS = 20;
/** From this share of its memory on, a command is looked at more often. */
const CLOSE = 0.25;

/** Sees to it that a command keeps to its limits, and tells how it ended. */
export function superviseProcess(
  options: SuperviseProcessOptions,
): SandboxedProcess {
  const { child, limits, signal } = options;
  let stopped: StopReason | undefined;
  let isOver = false;
  const stop = (reason: StopReason) => {
    if (!isOver) {
      stopped ??= reason;
      options.stop();
    }
  };

  const allowance: OutputAllowance = {
    bytes: limits.outputBytes,
    onExceeded: () => stop('outputLimit'),
  };
  const stdout = options.stdout.pipe(new CountedOutput(allowance));
  const stderr = options.stderr.pipe(new CountedOutput(allowance));
  // A command that ends before it has read its input is judged by its end.
  options.stdin.on('error', () => undefined);

  const onAbort = () => stop('aborted');
  signal.addEventListener('abort', onAbort, { once: true });
  const deadline = setTimeout(
    () => stop('timeLimit'),
    limits.wallSeconds * 1000,
  );
  let nextLook: NodeJS.Timeout | undefined;
  const look = async (measure: () => Promise<Usage>) => {
    const usage = await measure().catch((): Usage => ({}));
    const reason = decideStop(usage, limits);
    if (reason) {
      stop(reason);
    }
    if (!isOver) {
      const isClose =
        (usage.memoryBytes ?? 0) > limits.memoryMegabytes * MEGABYTE * CLOSE;
      nextLook = setTimeout(
        () => void look(measure),
        isClose ? CLOSER_LOOK_MS : LOOK_MS,
      );
    }
  };
  if (options.measure) {
    void look(options.measure);
  }

  const ended = new Promise<SandboxEnd>(resolve => {
    void untilExit(child).then(({ exitCode, exitSignal }) => {
      void options
        .gone()
        .then(async () => {
          stopped ??= await options.findReason?.();
        })
        .catch(() => undefined)
        .then(() => {
          isOver = true;
          clearTimeout(deadline);
          clearTimeout(nextLook);
          signal.removeEventListener('abort', onAbort);
          resolve(decideEnd({ stopped, exitCode, signal: exitSignal }));
        });
    });
  });
  if (signal.aborted) {
    onAbort();
  }

  return {
    stdin: options.stdin,
    stdout,
    stderr,
    ended,
    // its mounts are the files of the host
    async provideFiles() {},
    async collectFiles() {},
    async kill() {
      stop('aborted');
      await ended;
    },
  };
}

/** How a process ended, also when that was before anybody asked. */
async function untilExit(child: ChildProcess): Promise<{
  exitCode: number | null;
  exitSignal: NodeJS.Signals | null;
}> {
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise<void>(resolve => {
      child.once('exit', () => resolve());
    });
  }
  return { exitCode: child.exitCode, exitSignal: child.signalCode };
}
