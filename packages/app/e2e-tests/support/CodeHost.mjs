import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The local estate's code host, as people of the company use it. */
export class CodeHost {
  #url;

  constructor(url) {
    this.#url = url;
  }

  /** Every pull request of the company, open or not. */
  async listPullRequests() {
    const repositories = await this.#call(
      'GET',
      '/orgs/acme/repos?per_page=100',
    );
    const lists = await Promise.all(
      repositories.map(({ full_name: repository }) =>
        this.#call('GET', `/repos/${repository}/pulls?state=all&per_page=100`),
      ),
    );
    return lists.flat();
  }

  /** Breaks the code host (`down`, `rateLimited`), or mends it (`up`). */
  async setMode(mode) {
    await fetch(`${this.#url}/-/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ mode }),
    });
  }

  async getPullRequest(repository, number) {
    return this.#call('GET', `/repos/${repository}/pulls/${number}`);
  }

  async readDiff(repository, number) {
    const response = await fetch(
      `${this.#url}/${repository}/pull/${number}.diff`,
    );
    return response.text();
  }

  async merge(repository, number) {
    await this.#call('PUT', `/repos/${repository}/pulls/${number}/merge`, {});
  }

  /** What a developer does by hand: clone, change every file that needs it, commit, push to main. */
  async mendByHand({ repository, login, mend }) {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-by-hand-'));
    const git = (...args) =>
      run('git', args, {
        cwd: folder,
        env: {
          PATH: process.env.PATH,
          HOME: folder,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_TERMINAL_PROMPT: '0',
        },
      });
    try {
      const remote = new URL(`${this.#url}/${repository}.git`);
      remote.username = login;
      remote.password = `${login}-token`;
      await git('clone', '--quiet', remote.href, '.');
      const { stdout } = await git('ls-files');
      for (const file of stdout.trim().split('\n')) {
        const target = path.join(folder, file);
        const text = await fs.readFile(target, 'utf8');
        await fs.writeFile(target, mend(text));
      }
      await git(
        '-c',
        `user.name=${login}`,
        '-c',
        `user.email=${login}@acme.example`,
        'commit',
        '--quiet',
        '--all',
        '--message=Read the new dataset',
      );
      await git('push', '--quiet', 'origin', 'HEAD:main');
    } finally {
      await fs.rm(folder, { recursive: true, force: true });
    }
  }

  async #call(method, resource, body) {
    const response = await fetch(`${this.#url}/api/v3${resource}`, {
      method,
      headers: { authorization: 'token olga-token' },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${resource}: ${response.status} ${await response.text()}`,
      );
    }
    return response.json();
  }
}
