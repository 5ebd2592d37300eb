import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { HEALTHY } from '../faults/playOnCodeHost.mjs';

const run = promisify(execFile);

/** The code host seen from behind: its switches, its own memory and its bare repositories. */
export class EstateControl {
  /** As `scripts/stack` gives it to the estate. */
  webhookSecret = 'local-estate-webhook-secret';

  #url;
  #folder;

  constructor({ url, folder }) {
    this.#url = url;
    this.#folder = folder;
  }

  get url() {
    return this.#url;
  }

  async set(settings) {
    const response = await fetch(`${this.#url}/-/control`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(settings),
    });
    if (!response.ok) {
      throw new Error(await response.text());
    }
  }

  async heal() {
    await this.set(HEALTHY);
  }

  /** Every pull request that the code host knows. */
  async listPullRequests() {
    return this.#look('pull-requests');
  }

  /** Those that wait for somebody. */
  async listOpenPullRequests() {
    return this.#look('open-pull-requests');
  }

  /** What was refused because of a limit, and the most that each account took. */
  async readLimits() {
    return this.#look('limits');
  }

  /** Every request that reached it. */
  async listRequests() {
    return this.#look('requests');
  }

  /** What became of each webhook that was sent. */
  async listDeliveries() {
    return this.#look('deliveries');
  }

  /** Every branch of every repository. */
  async listBranches() {
    const owner = path.join(this.#folder, 'repositories/acme');
    const names = await fs.readdir(owner);
    const lists = [];
    for (const name of names.sort()) {
      const repository = `acme/${name.replace(/\.git$/, '')}`;
      const refs = await this.#git(name, [
        'for-each-ref',
        '--format=%(objectname) %(refname:lstrip=2)',
        'refs/heads/',
      ]);
      for (const line of refs.split('\n').filter(Boolean)) {
        const [sha, branch] = line.split(' ');
        lists.push({ repository, branch, sha });
      }
    }
    return lists;
  }

  /** Whether a commit is still in what a branch or a pull request's head holds. */
  async contains(repository, commit, head) {
    const name = `${repository.split('/')[1]}.git`;
    return this.#git(name, ['merge-base', '--is-ancestor', commit, head]).then(
      () => true,
      () => false,
    );
  }

  /** All that stands on `main` now, after all that stood there at first. */
  async readFirstAndLast(repository) {
    const name = `${repository.split('/')[1]}.git`;
    const root = await this.#git(name, ['rev-list', '--max-parents=0', 'main']);
    const read = async commit =>
      this.#git(name, ['grep', '--no-color', '-h', '-e', '', commit]);
    return [await read(root.trim()), await read('main')];
  }

  /** All messages of all commits on Skein's branches. */
  async listCommitMessages() {
    const owner = path.join(this.#folder, 'repositories/acme');
    const messages = [];
    for (const name of await fs.readdir(owner)) {
      messages.push(
        await this.#git(name, ['log', '--format=%an %ae %B', '--branches']),
      );
    }
    return messages;
  }

  async #look(what) {
    const response = await fetch(`${this.#url}/-/control/${what}`);
    return response.json();
  }

  async #git(name, args) {
    const directory = path.join(this.#folder, 'repositories/acme', name);
    const { stdout } = await run('git', ['--git-dir', directory, ...args], {
      env: { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', HOME: '/' },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  }
}
