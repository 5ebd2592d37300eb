import { spawn } from 'node:child_process';

/** @internal */
export interface GitResult {
  exitCode: number;
  stdout: Buffer;
  stderr: string;
}

/** @internal */
export interface RunGitOptions {
  gitDirectory: string;
  environment?: Record<string, string>;
  input?: Buffer | string;
  /** Exit codes that are answers; any other one throws. */
  allowedExitCodes?: number[];
}

/**
 * An environment written from nothing, so that neither the machine's nor the user's git configuration
 * changes what the estate does or what its commits are called.
 * @internal
 */
export function gitEnvironment(
  extra: Record<string, string> = {},
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ATTR_NOSYSTEM: '1',
    ...extra,
  };
}

/**
 * Runs one git command on a bare repository.
 * @internal
 */
export async function runGit(
  argumentList: string[],
  options: RunGitOptions,
): Promise<GitResult> {
  const { gitDirectory, environment, input, allowedExitCodes = [0] } = options;
  const child = spawn('git', argumentList, {
    env: gitEnvironment({ GIT_DIR: gitDirectory, ...environment }),
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', chunk => stdout.push(chunk));
  child.stderr.on('data', chunk => stderr.push(chunk));
  // A command that ends before it has read its input is judged by its exit code.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', code => resolve(code ?? -1));
  });
  const result = {
    exitCode,
    stdout: Buffer.concat(stdout),
    stderr: Buffer.concat(stderr).toString().trim(),
  };
  if (!allowedExitCodes.includes(exitCode)) {
    throw new Error(
      `git ${argumentList.join(
        ' ',
      )} in ${gitDirectory} ended with ${exitCode}: ${
        result.stderr || '(no message)'
      }`,
    );
  }
  return result;
}
