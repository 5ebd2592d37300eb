import { setTimeout as delay } from 'node:timers/promises';
import { SkeinApi } from '../../../packages/app/e2e-tests/support/SkeinApi.mjs';

/** May do everything that is done here. */
export const ADMIN = 'user:default/olga';

const PATIENCE_MS = 90_000;
const LOOK_EVERY_MS = 500;

/** Somebody who drives migrations over REST, by whichever replica answers. */
export class Operator {
  /** What was acknowledged, with when it was asked for and when the answer came: `{ act, id, askedAt, at }`. */
  acts = [];
  /** Migrations that are on their way now. */
  current = [];

  #replicas;
  #chronicle;
  #waves;
  #sessions = new Map();

  /** @param options.waves in which waves every migration is released */
  constructor({ replicas, chronicle, waves }) {
    this.#waves = waves;
    this.#replicas = replicas;
    this.#chronicle = chronicle;
  }

  /** Plans a migration of a dataset with every consumer that is found; fails when the signal ends the wait. */
  async plan(dataset, signal) {
    const { id, targetCount } = await this.#ask(
      api => api.planMigration(dataset),
      signal,
    );
    this.#chronicle(
      `planned a migration of ${dataset} with ${targetCount} targets`,
    );
    return id;
  }

  async start(id, signal) {
    await this.#ask(
      api => api.startMigration(id, { waves: this.#waves }),
      signal,
    );
    this.#chronicle(`started ${id}`);
    this.current.push(id);
  }

  async pauseAll() {
    let paused = 0;
    for (const id of this.current) {
      paused += await this.#act('pause', id, api => api.pauseMigration(id));
    }
    return paused;
  }

  async resumeAll() {
    for (const id of this.current) {
      await this.#act('resume', id, api => api.resumeMigration(id));
    }
  }

  async cancelAll() {
    for (const id of this.current.splice(0)) {
      await this.#act('cancel', id, api => api.cancelMigration(id));
    }
  }

  /** Stops everything, everywhere; false where there is no such switch. */
  async stopFleet() {
    return Boolean(
      await this.#act('stopFleet', 'fleet', api => api.stopFleet()),
    );
  }

  async startFleet() {
    await this.#act('startFleet', 'fleet', api => api.startFleet());
  }

  /** Limits the attempts of all replicas together; false where that cannot be done. */
  async limitAttempts(value) {
    return Boolean(
      await this.#act('limit', 'fleet', api => api.limitAttempts(value)),
    );
  }

  async retry(targetId) {
    return this.#act('retry', targetId, api => api.retryTarget(targetId));
  }

  /** 1 when it was acknowledged, 0 when it was refused, since the migration is not in a state for it. */
  async #act(act, id, call) {
    const askedAt = Date.now();
    const done = await this.#ask(call).then(
      () => true,
      error => {
        this.#chronicle(`      ${act} of ${id} was refused: ${error.message}`);
        return false;
      },
    );
    if (done) {
      this.acts.push({ act, id, askedAt, at: Date.now() });
    }
    return Number(done);
  }

  /**
   * Asks one replica after the other until one answers. A refusal is an answer; acts say the same when they are asked for
   * twice, so that an answer that was lost does no harm.
   */
  async #ask(call, signal) {
    const deadline = Date.now() + PATIENCE_MS;
    for (let turn = 0; ; turn++) {
      const replica = this.#choose(turn);
      try {
        return await call(await this.#session(replica));
      } catch (error) {
        const refused = /: (400|403|404|409) /.test(error.message);
        if (refused || signal?.aborted || Date.now() > deadline) {
          throw error;
        }
        this.#sessions.delete(replica);
        await delay(LOOK_EVERY_MS);
      }
    }
  }

  /** Those that are ready come first; when none is, all are tried in turn. */
  #choose(turn) {
    const ready = this.#replicas.filter(replica => replica.ready);
    const candidates = ready.length > 0 ? ready : this.#replicas;
    return candidates[turn % candidates.length];
  }

  async #session(replica) {
    const boot = replica.boots[replica.boots.length - 1];
    const known = this.#sessions.get(replica);
    if (known?.boot === boot) {
      return known.api;
    }
    const api = await SkeinApi.signIn(replica.url, ADMIN);
    this.#sessions.set(replica, { boot, api });
    return api;
  }
}
