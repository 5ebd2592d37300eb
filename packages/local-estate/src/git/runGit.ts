import { GitHelper, type GitAnswer } from './GitHelper';

/** @internal */
export interface RunGitOptions {
  gitDirectory: string;
  environment?: Record<string, string>;
  input?: Buffer | string;
  /** Exit codes that are answers; any other one throws. */
  allowedExitCodes?: number[];
}

const helper = new GitHelper();

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
): Promise<GitAnswer> {
  const { gitDirectory, environment, input, allowedExitCodes = [0] } = options;
  const result = await helper.run({
    argumentList,
    environment: gitEnvironment({ GIT_DIR: gitDirectory, ...environment }),
    input: input ?? '',
  });
  if (!allowedExitCodes.includes(result.exitCode)) {
    throw new Error(
      `git ${argumentList.join(' ')} in ${gitDirectory} ended with ${
        result.exitCode
      }: ${result.stderr || '(no message)'}`,
    );
  }
  return result;
}
