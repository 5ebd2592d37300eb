import { setTimeout as delay } from 'node:timers/promises';
import { percentOf } from '../chaos/createRandom.mjs';
import { commitAsPerson, takeNote } from '../stack/commitAsPerson.mjs';
import { reviewHours } from './reviewHours.mjs';

const LOOK_EVERY_MS = 3000;
const AT_ONCE = 2;
/** Of a hundred pull requests so many are closed, and so many get a commit of somebody's own before they are merged. */
const CLOSED = 4;
const EDITED = 10;
const PERSON = 'ben';
/** So often somebody tries to merge what the code host refuses to, and then closes it. */
const TRIES = 3;
const REFUSED = / (403|405|409|422) /;

/**
 * The people of the consumer teams. They take their time over every pull request, close a few, push a commit of their own
 * onto some, and merge the rest. Who does what, and when, follows from the seed and the pull request.
 */
export class ConsumerTeams {
  counts = { merged: 0, closed: 0, edited: 0, refused: 0 };

  #options;
  #edited = new Set();
  #refusals = new Map();

  /** @param options.clockRate how many seconds of the company's time go by in one */
  constructor(options) {
    this.#options = options;
  }

  /** Works until the signal says stop; what could not be done is tried again. */
  async work(signal) {
    while (!signal.aborted) {
      try {
        await this.#answerAll(signal);
      } catch (error) {
        this.#options.chronicle(`the teams have to wait: ${error.message}`);
      }
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #answerAll(signal) {
    const due = (await this.#options.estate.listOpenPullRequests()).filter(
      pull => this.#isDue(pull),
    );
    const waiting = due.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const pull of waiting) {
          if (signal.aborted) {
            return;
          }
          await this.#answer(pull);
        }
      }),
    );
  }

  #isDue(pull) {
    const { clockRate, medianReviewHours } = this.#options;
    const hours = reviewHours({
      medianHours: medianReviewHours,
      chance: this.#percent(pull, 'when') / 100,
    });
    const ageHours =
      ((Date.now() - Date.parse(pull.createdAt)) / 3_600_000) * clockRate;
    return ageHours >= hours;
  }

  async #answer(pull) {
    const address = `/repos/${pull.repository}/pulls/${pull.number}`;
    const chance = this.#percent(pull, 'what');
    const key = `${pull.repository}#${pull.number}`;
    if (chance < CLOSED || this.#refusals.get(key) === TRIES) {
      await this.#call('PATCH', address, { state: 'closed' });
      this.counts.closed += 1;
      return;
    }
    if (chance < CLOSED + EDITED && !this.#edited.has(key)) {
      await commitAsPerson({
        estateUrl: this.#options.estate.url,
        folder: this.#options.folder,
        repository: pull.repository,
        branch: pull.headRef,
        person: PERSON,
        message: 'Say what we know',
        change: takeNote(pull.headRef),
      });
      this.#edited.add(key);
      this.counts.edited += 1;
    }
    try {
      await this.#call('PUT', `${address}/merge`, {});
      this.counts.merged += 1;
    } catch (error) {
      if (!REFUSED.test(error.message)) {
        throw error;
      }
      this.counts.refused += 1;
      this.#refusals.set(key, (this.#refusals.get(key) ?? 0) + 1);
      this.#options.chronicle(`not merged yet: ${error.message}`);
    }
  }

  #percent({ repository, number }, question) {
    return percentOf(
      `${this.#options.seed} ${question} ${repository} ${number}`,
    );
  }

  async #call(method, resource, body) {
    const response = await fetch(
      `${this.#options.estate.url}/api/v3${resource}`,
      {
        method,
        headers: {
          authorization: `token ${PERSON}-token`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      },
    );
    if (!response.ok) {
      throw new Error(
        `${method} ${resource}: ${response.status} ${await response.text()}`,
      );
    }
    await response.arrayBuffer();
  }
}
