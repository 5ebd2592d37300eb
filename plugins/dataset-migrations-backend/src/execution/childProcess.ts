import { ForwardedError, ServiceUnavailableError } from '@backstage/errors';
import { CommandHelper } from './CommandHelper';

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

/**
 * Runs a command to its end. A failing command is an answer, not an error;
 * an error is thrown when it cannot be started, runs too long, writes too much or is aborted.
 *
 * The only way to start a process: no shell, an own process group that is told to end as a whole, and killed when it does
 * not. Whoever does it is `CommandHelper`.
 */
export async function runCommand(
  options: RunCommandOptions,
): Promise<CommandResult> {
  const { command, args, env, directory, stdin, signal } = options;
  signal?.throwIfAborted();
  return await new Promise<CommandResult>((resolve, reject) => {
    const order = {
      command,
      args,
      env,
      directory,
      stdin: stdin ?? new Uint8Array(),
    };
    CommandHelper.start(order, started => {
      let failure: Error | undefined;
      let killing: NodeJS.Timeout | undefined;
      const stop = (reason: Error) => {
        if (failure) {
          return;
        }
        failure = reason;
        started.signal('SIGTERM');
        killing = setTimeout(
          () => started.signal('SIGKILL'),
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
      const settle = () => {
        clearTimeout(deadline);
        clearTimeout(killing);
        signal?.removeEventListener('abort', onAbort);
      };
      const output: Buffer[] = [];
      let outputBytes = 0;
      let errorOutput = '';
      return {
        output: chunk => {
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
        },
        errorOutput: chunk => {
          if (errorOutput.length < MAX_ERROR_OUTPUT_BYTES) {
            errorOutput += chunk.toString('utf8');
          }
        },
        exited: () => {
          if (failure) {
            // what it started has no reason to outlive it, and may hold its output open
            started.signal('SIGKILL');
          }
        },
        failed: error => {
          settle();
          reject(
            failure ?? new ForwardedError(`Could not run ${command}`, error),
          );
        },
        closed: exitCode => {
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
        },
      };
    });
  });
}
