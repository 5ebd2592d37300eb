import { setTimeout as delay } from 'node:timers/promises';

/** Plays a schedule of faults. Two faults never play on the same resource at once: the later one waits. */
export class Nemesis {
  /** What was played, with its time and what came of it. */
  log = [];

  #faults;
  #world;
  #chronicle;
  #tails = new Map();

  constructor({ faults, world, chronicle }) {
    this.#faults = faults;
    this.#world = world;
    this.#chronicle = chronicle;
  }

  /** Resolves when the last fault is over; begins nothing more once the signal says so. */
  async play(plan, signal) {
    const began = Date.now();
    for (const { at, kind, parameters } of plan) {
      await delay(began + at * 1000 - Date.now(), undefined, { signal }).catch(
        () => undefined,
      );
      if (signal.aborted) {
        break;
      }
      this.#begin(kind, parameters, signal);
    }
    await Promise.all(this.#tails.values());
  }

  #begin(kind, parameters, signal) {
    const fault = this.#faults[kind];
    const resources = fault.resources(parameters);
    const before = Promise.all(
      resources.map(resource => this.#tails.get(resource)),
    );
    const tail = before.then(async () => {
      if (!signal.aborted) {
        await this.#act(kind, fault, parameters);
      }
    });
    for (const resource of resources) {
      this.#tails.set(resource, tail);
    }
  }

  async #act(kind, fault, parameters) {
    const entry = { kind, parameters, at: Date.now() };
    this.log.push(entry);
    this.#chronicle(`fault ${kind} ${describe(parameters)}`);
    try {
      entry.remark = await fault.act(this.#world, parameters);
    } catch (error) {
      entry.remark = `could not be played: ${error.message}`;
    }
    entry.endedAt = Date.now();
    if (entry.remark !== undefined) {
      this.#chronicle(`      ${kind}: ${entry.remark}`);
    }
  }
}

function describe(parameters) {
  return Object.entries(parameters)
    .map(([name, value]) =>
      typeof value === 'number'
        ? `${name}=${Math.round(value * 10) / 10}`
        : `${name}=${value}`,
    )
    .join(' ');
}
