import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { commitAsPerson, takeNote } from '../../stack/commitAsPerson.mjs';
import { percentOf } from '../createRandom.mjs';

const LOOK_EVERY_MS = 1500;
const CLOSE_BELOW = 12;
const COMMIT_BELOW = 26;
const CONFLICT_BELOW = 40;
const RETRY_BELOW = 60;
const PERSON = 'ben';
/** What small consumers read the dataset with: a line that every pull request to them changes. */
const CONTESTED = {
  repository: /\/extra-consumer-/,
  file: 'sql/daily_activity.sql',
  month: /2025-(\d\d)-01/,
};

/**
 * The people of the consumer teams: they merge most pull requests, close some, push a commit of their own onto some before
 * they merge them, change the same line on `main` before they merge others, and ask for some of the closed ones again. Who does
 * what follows from the seed and the branch.
 */
export class Teams {
  /** Commits that people pushed onto Skein's branches: `{ repository, branch, sha }`. */
  humanCommits = [];
  counts = {
    merged: 0,
    closed: 0,
    committed: 0,
    conflicts: 0,
    askedAgain: 0,
  };

  #seed;
  #patienceSeconds;
  #estate;
  #ledger;
  #operator;
  #folder;
  #chronicle;
  #retried = new Set();
  #homes = new Map();
  /** Pull requests whose lines were changed on `main`; Skein makes them anew. */
  #contested = new Set();
  #patience = true;

  /** @param options.patienceSeconds how long people leave a pull request alone */
  constructor(options) {
    const { seed, estate, ledger, operator, folder, chronicle } = options;
    this.#patienceSeconds = options.patienceSeconds;
    this.#seed = seed;
    this.#estate = estate;
    this.#ledger = ledger;
    this.#operator = operator;
    this.#folder = folder;
    this.#chronicle = chronicle;
  }

  /** Remembers where each `main` stands, to put it back there for the next round. */
  async rememberMains() {
    for (const {
      repository,
      branch,
      sha,
    } of await this.#estate.listBranches()) {
      if (branch === 'main') {
        this.#homes.set(repository, sha);
      }
    }
  }

  /** Takes every merge back, as if nobody had ever moved. */
  async restoreMains() {
    for (const {
      repository,
      branch,
      sha,
    } of await this.#estate.listBranches()) {
      const home = this.#homes.get(repository);
      if (branch === 'main' && home !== undefined && home !== sha) {
        await this.#insist(() =>
          this.#call('PATCH', `/repos/${repository}/git/refs/heads/main`, {
            sha: home,
            force: true,
          }),
        );
      }
    }
  }

  /** From now on everything is answered at once, and nothing is asked for again. */
  hurry() {
    this.#patience = false;
  }

  /** Works until the signal says stop; what the code host refuses is tried again. */
  async work(signal) {
    while (!signal.aborted) {
      try {
        await this.#answerAll();
        if (this.#patience) {
          await this.#askAgain();
        }
      } catch (error) {
        this.#chronicle(`      the teams have to wait: ${error.message}`);
      }
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #answerAll() {
    for (const pull of await this.#estate.listPullRequests()) {
      const chance = percentOf(
        `${this.#seed} ${pull.repository} ${pull.headRef}`,
      );
      const age = (Date.now() - Date.parse(pull.createdAt)) / 1000;
      if (
        pull.state !== 'open' ||
        (this.#patience && age < this.#patienceSeconds + (chance % 13))
      ) {
        continue;
      }
      await this.#answer(pull, chance);
    }
  }

  async #answer(pull, chance) {
    const address = `/repos/${pull.repository}/pulls/${pull.number}`;
    if (chance < CLOSE_BELOW) {
      await this.#call('PATCH', address, { state: 'closed' });
      this.counts.closed += 1;
      return;
    }
    const hasCommit = this.humanCommits.some(
      ({ repository, branch }) =>
        repository === pull.repository && branch === pull.headRef,
    );
    if (chance < COMMIT_BELOW && !hasCommit) {
      await this.#pushCommit(pull);
      this.counts.committed += 1;
      return;
    }
    const key = `${pull.repository}#${pull.number}`;
    if (
      chance >= COMMIT_BELOW &&
      chance < CONFLICT_BELOW &&
      CONTESTED.repository.test(pull.repository) &&
      !this.#contested.has(key)
    ) {
      await this.#changeOnMain(pull);
      this.#contested.add(key);
      this.counts.conflicts += 1;
      return;
    }
    const merged = await this.#call('PUT', `${address}/merge`, {}).catch(
      error => {
        if (!/ (405|409|422) /.test(error.message)) {
          throw error;
        }
        return undefined;
      },
    );
    if (merged) {
      this.counts.merged += 1;
    } else if (!this.#contested.has(key)) {
      // it conflicts with what another migration changed there
      await this.#call('PATCH', address, { state: 'closed' });
      this.counts.closed += 1;
    }
  }

  /** A change of somebody's own on the branch of a pull request. */
  async #pushCommit({ repository, headRef }) {
    const sha = await this.#commit({
      repository,
      branch: headRef,
      message: 'Say what we know',
      change: takeNote(headRef),
    });
    this.humanCommits.push({ repository, branch: headRef, sha });
  }

  /** A change of somebody's own to a line that a pull request changes as well. */
  async #changeOnMain({ repository }) {
    await this.#commit({
      repository,
      branch: 'main',
      message: 'Begin a month later',
      async change(checkout) {
        const file = path.join(checkout, CONTESTED.file);
        const text = await fs.readFile(file, 'utf8');
        const later = (_, month) =>
          `2025-${String((Number(month) % 12) + 1).padStart(2, '0')}-01`;
        await fs.writeFile(file, text.replace(CONTESTED.month, later));
      },
    });
  }

  async #commit(change) {
    return commitAsPerson({
      estateUrl: this.#estate.url,
      folder: this.#folder,
      person: PERSON,
      ...change,
    });
  }

  /** Asks for some of what was closed once more; it comes from another branch. */
  async #askAgain() {
    const closed = await this.#ledger.query(
      `select targets.id from targets
       join migrations on migrations.id = targets.migration_id
       where targets.state = 'closed' and migrations.state in ('running', 'completing')
       and targets.generation = 1`,
    );
    for (const { id } of closed) {
      if (!this.#retried.has(id)) {
        this.#retried.add(id);
        if (percentOf(`${this.#seed} again ${id}`) < RETRY_BELOW) {
          this.counts.askedAgain += await this.#operator.retry(id);
        }
      }
    }
  }

  async #insist(act) {
    for (;;) {
      try {
        return await act();
      } catch {
        await delay(LOOK_EVERY_MS);
      }
    }
  }

  async #call(method, resource, body) {
    const response = await fetch(`${this.#estate.url}/api/v3${resource}`, {
      method,
      headers: {
        authorization: `token ${PERSON}-token`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `${method} ${resource}: ${response.status} ${await response.text()}`,
      );
    }
    return response.json();
  }
}
