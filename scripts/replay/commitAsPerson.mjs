import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const HUMAN_FILE = 'NOTES.md';

/** Pushes a change of somebody's own onto the branch of a pull request. */
export async function commitAsPerson({ estate, folder, pull, person }) {
  const { repository, headRef } = pull;
  const checkout = await fs.mkdtemp(path.join(folder, 'person-'));
  const git = (...args) =>
    run('git', args, {
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
  try {
    const remote = new URL(`${estate.url}/${repository}.git`);
    remote.username = person;
    remote.password = `${person}-token`;
    await git('clone', '--quiet', '--branch', headRef, remote.href, '.');
    await fs.appendFile(path.join(checkout, HUMAN_FILE), `${headRef}\n`);
    await git('add', HUMAN_FILE);
    await git('commit', '--quiet', '--message=Say what we know');
    await git('push', '--quiet', 'origin', `HEAD:${headRef}`);
  } finally {
    await fs.rm(checkout, { recursive: true, force: true });
  }
}
