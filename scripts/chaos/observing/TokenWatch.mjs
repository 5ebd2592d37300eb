import fs from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { listProcesses } from './listProcesses.mjs';

const LOOK_EVERY_MS = 400;

/** Looks at the arguments of every process that belongs to the run, again and again: what is there for a moment is there. */
export class TokenWatch {
  found = new Set();
  looks = 0;

  #secrets;
  #isOurs;

  constructor({ secrets, isOurs }) {
    this.#secrets = secrets;
    this.#isOurs = isOurs;
  }

  async watch(signal) {
    while (!signal.aborted) {
      for (const { pid, command } of await listProcesses(this.#isOurs)) {
        for (const { name, values } of this.#secrets) {
          if (values.some(value => command.includes(value))) {
            const [program] = command.split(' ');
            this.found.add(`${name} in the arguments of ${program} (${pid})`);
          }
        }
      }
      this.looks += 1;
      await delay(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** In which of these files a secret stands. */
export async function findInFiles(secrets, files) {
  const found = [];
  for (const file of files) {
    const text = await fs.readFile(file, 'utf8').catch(() => '');
    for (const { name, values } of secrets) {
      if (values.some(value => text.includes(value))) {
        found.push(`${name} in ${file}`);
      }
    }
  }
  return found;
}
