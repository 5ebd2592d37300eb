import { setTimeout as delay } from 'node:timers/promises';

const LOOK_EVERY_MS = 1000;
const PERSON = 'ben';

/** The consumer teams: they merge every pull request that they get. */
export class Mergers {
  merged = 0;

  #estate;
  #chronicle;

  constructor({ estate, chronicle }) {
    this.#estate = estate;
    this.#chronicle = chronicle;
  }

  async work(signal) {
    while (!signal.aborted) {
      for (const pull of await this.#estate.listPullRequests()) {
        if (pull.state === 'open' && !signal.aborted) {
          await this.#merge(pull);
        }
      }
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #merge({ repository, number }) {
    const response = await fetch(
      `${this.#estate.url}/api/v3/repos/${repository}/pulls/${number}/merge`,
      {
        method: 'PUT',
        headers: { authorization: `token ${PERSON}-token` },
        body: '{}',
      },
    );
    if (response.ok) {
      this.merged += 1;
    } else {
      this.#chronicle(
        `${repository}#${number} could not be merged: ${await response.text()}`,
      );
    }
  }
}
