import { setTimeout as delay } from 'node:timers/promises';

const TELL_EVERY_MS = 60_000;

/** Says once a minute how far everything is. */
export class ProgressTeller {
  #ledger;
  #estate;
  #chronicle;

  constructor({ ledger, estate, chronicle }) {
    this.#ledger = ledger;
    this.#estate = estate;
    this.#chronicle = chronicle;
  }

  async work(signal) {
    while (!signal.aborted) {
      await this.#tell().catch(error =>
        this.#chronicle(`no progress could be read: ${error.message}`),
      );
      await delay(TELL_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #tell() {
    const states = await this.#ledger.query(
      'select state, count(*) as count from targets group by state order by state',
    );
    const migrations = await this.#ledger.query(
      'select state, state_reason from migrations order by created_at',
    );
    const { blocks } = await this.#estate.readLimits();
    this.#chronicle(
      [
        states.map(({ state, count }) => `${state} ${count}`).join(', '),
        `migrations ${migrations
          .map(({ state, state_reason: reason }) =>
            state === 'completing' && reason ? `${state} (${reason})` : state,
          )
          .join(', ')}`,
        `${blocks.length} refusals for limits`,
      ].join(' · '),
    );
  }
}
