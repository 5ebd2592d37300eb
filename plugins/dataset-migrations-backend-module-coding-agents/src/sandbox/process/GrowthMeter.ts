import { measureFolders } from './measureFolders';

const MEGABYTE = 1024 * 1024;
/** A walk through folders costs, so it is followed by ten times as long without one. */
const REST_RATIO = 10;
const SHORTEST_REST_MS = 500;

/** By how much folders have grown since it was made. */
export class GrowthMeter {
  readonly #folders: string[];
  readonly #most: number;
  readonly #before: Promise<number>;
  #grownBytes = 0;
  #restUntil = 0;

  constructor(folders: string[], mostMegabytes: number) {
    this.#folders = folders;
    this.#most = mostMegabytes * MEGABYTE;
    this.#before = measureFolders(folders);
  }

  /** As it was at the last look, when that was a moment ago. */
  async read(): Promise<number> {
    if (performance.now() >= this.#restUntil) {
      const started = performance.now();
      await this.readNow();
      const took = performance.now() - started;
      this.#restUntil =
        performance.now() + Math.max(SHORTEST_REST_MS, took * REST_RATIO);
    }
    return this.#grownBytes;
  }

  async readNow(): Promise<number> {
    const before = await this.#before;
    const after = await measureFolders(this.#folders, before + this.#most + 1);
    this.#grownBytes = after - before;
    return this.#grownBytes;
  }
}
