import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PushBranchOptions {
  /** Address for git, with credentials. */
  cloneUrl: string;
  branch: string;
}

/** Pushes a branch with one commit of a person on top of the default branch. Gives the commit. */
export async function pushBranch(options: PushBranchOptions): Promise<string> {
  const { cloneUrl, branch } = options;
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
      },
    });
    return stdout.trim();
  };
  try {
    await git('clone', '--quiet', '--depth=1', cloneUrl, '.');
    await git('checkout', '--quiet', '-b', branch);
    await writeFile(
      join(directory, `${branch.replace(/\//g, '-')}.sql`),
      'SELECT 1\n',
    );
    await git('add', '--all');
    await git('commit', '--quiet', '--message', `Begin ${branch}`);
    await git('push', '--quiet', 'origin', branch);
    return await git('rev-parse', 'HEAD');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
