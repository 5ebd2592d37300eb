import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Where a branch is pushed to.
 * @public
 */
export interface PushBranchOptions {
  /** Address for git, without credentials. */
  cloneUrl: string;
  /** Value of the Authorization header. */
  authorization?: string;
  /** One that is there gets another commit. */
  branch: string;
}

/**
 * Pushes a branch with one commit of a person on top of what stands there, else on the default branch. Gives the commit.
 * @public
 */
export async function pushBranch(options: PushBranchOptions): Promise<string> {
  const { cloneUrl, authorization, branch } = options;
  const directory = await mkdtemp(join(tmpdir(), 'push-branch-'));
  const git = async (...args: string[]) => {
    const { stdout } = await run('git', args, {
      cwd: directory,
      env: {
        PATH: process.env.PATH,
        HOME: directory,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: 'Farid',
        GIT_AUTHOR_EMAIL: 'farid@acme.example',
        GIT_COMMITTER_NAME: 'Farid',
        GIT_COMMITTER_EMAIL: 'farid@acme.example',
        ...(authorization && {
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: 'http.extraHeader',
          GIT_CONFIG_VALUE_0: `Authorization: ${authorization}`,
        }),
      },
    });
    return stdout.trim();
  };
  try {
    await git('clone', '--quiet', cloneUrl, '.');
    const isThere = await git('ls-remote', '--heads', 'origin', branch);
    await git('checkout', '--quiet', ...(isThere ? [branch] : ['-b', branch]));
    const file = `${branch.replace(/\//g, '-')}-${Date.now()}.sql`;
    await writeFile(join(directory, file), 'SELECT 1\n');
    await git('add', '--all');
    await git('commit', '--quiet', '--message', `Go on with ${branch}`);
    await git('push', '--quiet', 'origin', branch);
    return await git('rev-parse', 'HEAD');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
