import { ForwardedError, ServiceUnavailableError } from '@backstage/errors';
import { spawn } from 'node:child_process';

export interface RunCommandOptions {
  command: string;
  args: string[];
  /** The whole environment; nothing of the backend's own is passed on. */
  env: Record<string, string>;
  directory?: string;
  stdin?: Uint8Array;
  /** The command and all that it started are killed after that. */
  deadlineSeconds: number;
  /** A command that writes more is killed. */
  maxOutputBytes: number;
  signal?: AbortSignal;
}

export interface CommandResult {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
}

const MAX_ERROR_OUTPUT_BYTES = 64 * 1024;

/** A command that is told to end has so long to tidy up; then it is killed. */
const TERM_SECONDS = 5;

/** Tells a process and all that it started, as far as they have stayed in its group. */
function signalGroup(
  processId: number | undefined,
  signal: 'SIGTERM' | 'SIGKILL',
): void {
  if (processId === undefined) {
    return;
  }
  try {
    process.kill(-processId, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

/**
 * Runs a command to its end. A failing command is an answer, not an error;
 * an error is thrown when it cannot be started, runs too long, writes too much or is aborted.
 *
 * The only place that starts processes: no shell, an own process group that is told to end as a whole, and killed when it
 * does not.
 */
export async function runCommand(
  options: RunCommandOptions,
): Promise<CommandResult> {
  const { command, args, env, directory, stdin, signal } = options;
  signal?.throwIfAborted();
  const child = spawn(command, args, {
    cwd: directory,
    env,
    detached: true,
    shell: false,
    stdio: ['pipe', 'pipe', 'pipe'],
  });

  return await new Promise<CommandResult>((resolve, reject) => {
    let failure: Error | undefined;
    let killing: NodeJS.Timeout | undefined;
    const stop = (reason: Error) => {
      if (failure) {
        return;
      }
      failure = reason;
      signalGroup(child.pid, 'SIGTERM');
      killing = setTimeout(
        () => signalGroup(child.pid, 'SIGKILL'),
        TERM_SECONDS * 1000,
      );
    };
    const onAbort = () =>
      stop(
        signal?.reason instanceof Error
          ? signal.reason
          : new Error(`${command} was aborted`),
      );
    const deadline = setTimeout(
      () =>
        stop(
          new ServiceUnavailableError(
            `${command} ${args[0] ?? ''} did not end within ${
              options.deadlineSeconds
            } seconds`,
          ),
        ),
      options.deadlineSeconds * 1000,
    );
    signal?.addEventListener('abort', onAbort, { once: true });

    const output: Buffer[] = [];
    let outputBytes = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      outputBytes += chunk.length;
      if (outputBytes > options.maxOutputBytes) {
        stop(
          new Error(
            `${command} ${args[0] ?? ''} wrote more than ${
              options.maxOutputBytes
            } bytes`,
          ),
        );
        return;
      }
      output.push(chunk);
    });
    let errorOutput = '';
    child.stderr.on('data', (chunk: Buffer) => {
      if (errorOutput.length < MAX_ERROR_OUTPUT_BYTES) {
        errorOutput += chunk.toString('utf8');
      }
    });
    // A command that ends before it has read its input is judged by its exit code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(stdin ?? new Uint8Array());

    const settle = () => {
      clearTimeout(deadline);
      clearTimeout(killing);
      signal?.removeEventListener('abort', onAbort);
    };
    child.once('error', error => {
      settle();
      reject(new ForwardedError(`Could not start ${command}`, error));
    });
    child.once('exit', () => {
      if (failure) {
        // what it started has no reason to outlive it, and may hold its output open
        signalGroup(child.pid, 'SIGKILL');
      }
    });
    child.once('close', exitCode => {
      settle();
      if (failure) {
        reject(failure);
        return;
      }
      resolve({
        exitCode: exitCode ?? -1,
        stdout: Buffer.concat(output),
        stderr: errorOutput.slice(0, MAX_ERROR_OUTPUT_BYTES),
      });
    });
  });
}
