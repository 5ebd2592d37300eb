import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Pushes a change of somebody's own onto a branch of a repository of the local estate.
 * @param options.folder where a checkout may lie meanwhile
 * @param options.change what is done to the checkout, whose path it gets
 * @returns the commit
 */
export async function commitAsPerson(options) {
  const { estateUrl, folder, repository, branch, person } = options;
  const checkout = await fs.mkdtemp(path.join(folder, 'person-'));
  const git = async (...args) => {
    const { stdout } = await run('git', args, {
      cwd: checkout,
      env: {
        PATH: process.env.PATH,
        HOME: checkout,
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: person,
        GIT_AUTHOR_EMAIL: `${person}@acme.example`,
        GIT_COMMITTER_NAME: person,
        GIT_COMMITTER_EMAIL: `${person}@acme.example`,
      },
    });
    return stdout.trim();
  };
  try {
    const remote = new URL(`${estateUrl}/${repository}.git`);
    remote.username = person;
    remote.password = `${person}-token`;
    await git('clone', '--quiet', '--branch', branch, remote.href, '.');
    await options.change(checkout);
    await git('add', '--all');
    await git('commit', '--quiet', `--message=${options.message}`);
    await git('push', '--quiet', 'origin', `HEAD:${branch}`);
    return await git('rev-parse', 'HEAD');
  } finally {
    await fs.rm(checkout, { recursive: true, force: true });
  }
}

/** A change to a file that no agent has anything to do with. */
export function takeNote(text) {
  return async checkout =>
    fs.appendFile(path.join(checkout, 'NOTES.md'), `${text}\n`);
}
