import { setTimeout as delay } from 'node:timers/promises';
import { SkeinApi } from '../../packages/app/e2e-tests/support/SkeinApi.mjs';
import { ADMIN } from '../chaos/actors/Operator.mjs';
import { planDecisions } from './planDecisions.mjs';

const LOOK_EVERY_MS = 5000;

/** Whoever owns the datasets: looks at what Skein has given up or stopped, and decides, over REST. */
export class DatasetOwner {
  counts = { resumed: 0, passed: 0, retried: 0, exempted: 0 };

  #replica;
  #ledger;
  #chronicle;
  #retried = new Set();
  #api;

  constructor({ replica, ledger, chronicle }) {
    this.#replica = replica;
    this.#ledger = ledger;
    this.#chronicle = chronicle;
  }

  async work(signal) {
    while (!signal.aborted) {
      try {
        await this.#decide();
      } catch (error) {
        this.#api = undefined;
        if (this.#replica.ready) {
          this.#chronicle(`the owner could not decide: ${error.message}`);
        }
      }
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #decide() {
    const decisions = planDecisions({
      migrations: await this.#ledger.query(
        "select id, state, state_reason from migrations where state = 'paused'",
      ),
      waves: await this.#ledger.query(
        "select migration_id, number, state_reason from waves where state = 'halted'",
      ),
      targets: await this.#ledger.query(
        "select id, state, state_reason from targets where state in ('failed', 'needsHuman')",
      ),
      retried: this.#retried,
    });
    if (decisions.length === 0) {
      return;
    }
    this.#api ??= await SkeinApi.signIn(this.#replica.url, ADMIN);
    for (const decision of decisions) {
      await this.#take(decision);
    }
  }

  async #take({ act, id, number, reason }) {
    const api = this.#api;
    switch (act) {
      case 'resume':
        this.#chronicle(`the owner resumes ${id}: ${reason}`);
        await api.resumeMigration(id);
        this.counts.resumed += 1;
        break;
      case 'pass':
        this.#chronicle(
          `the owner lets wave ${number} of ${id} pass: ${reason}`,
        );
        await api.decideWave(id, number, { decision: 'pass', reason });
        this.counts.passed += 1;
        break;
      case 'retry':
        await api.retryTarget(id);
        this.#retried.add(id);
        this.counts.retried += 1;
        break;
      default:
        await api.exempt(id, reason);
        this.counts.exempted += 1;
    }
  }
}
