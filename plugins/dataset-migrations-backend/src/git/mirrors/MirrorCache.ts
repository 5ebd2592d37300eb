import type { LoggerService } from '@backstage/backend-plugin-api';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { removeFolder } from '../../execution/removeFolder';
import type { HeldMirror } from './HeldMirror';
import { measureFolder } from './measureFolder';
import { planEviction } from './planEviction';
import { renewMirror } from './renewMirror';

export interface MirrorCacheOptions {
  /** A folder that no other process uses. */
  directory: string;
  /** Mirrors that nobody uses are removed as long as all together are larger. */
  maxBytes: number;
  logger: LoggerService;
}

interface KeptMirror {
  key: string;
  directory: string;
  holders: number;
  sizeBytes: number;
  usedAt: number;
  /** It is not whole, and goes when its last holder does. */
  condemned: boolean;
  /** Set once somebody has held it in this process. */
  ready?: Promise<void>;
}

/** Beside the name of the repository, one that no two mirrors share. */
const NAME = /^([0-9a-f]{64})\.[0-9a-f-]{36}$/;

/** Each fetch leaves a pack; a mirror with more is slower than a new one. */
const MAX_PACKS = 50;

/** The mirrors of this process, by the address that they are cloned from. They outlive it: see `adopt`. */
export class MirrorCache {
  static create(options: MirrorCacheOptions): MirrorCache {
    return new MirrorCache(options);
  }

  readonly #options: MirrorCacheOptions;
  readonly #mirrors = new Map<string, KeptMirror>();

  private constructor(options: MirrorCacheOptions) {
    this.#options = options;
  }

  /** Gives the mirror of a repository, an empty one if need be; it stays until `release`. */
  async hold(
    cloneUrl: string,
  ): Promise<HeldMirror & { release(): Promise<void> }> {
    const mirror = this.#mirrorOf(cloneUrl);
    mirror.holders += 1;
    mirror.usedAt = Date.now();
    try {
      mirror.ready ??= renewMirror(mirror.directory);
      await mirror.ready;
    } catch (error) {
      this.#condemn(mirror);
      await this.#release(mirror);
      throw error;
    }
    return {
      directory: mirror.directory,
      condemn: () => this.#condemn(mirror),
      makeRoom: async () => await this.makeRoom(),
      release: async () => await this.#release(mirror),
    };
  }

  /** Takes over the mirrors that a process left which is gone; two that do so at once share them. */
  async adopt(fromDirectory: string): Promise<void> {
    const names = await readdir(fromDirectory).catch(() => []);
    for (const name of names) {
      const [, key] = NAME.exec(name) ?? [];
      if (key !== undefined && !this.#mirrors.has(key)) {
        await this.#adoptOne(key, join(fromDirectory, name));
      }
    }
    if (names.length > 0) {
      await this.#evict(this.#options.maxBytes);
    }
  }

  /** Removes all mirrors that nobody holds; false when there was none. */
  async makeRoom(): Promise<boolean> {
    return await this.#evict(0);
  }

  #mirrorOf(cloneUrl: string): KeptMirror {
    const key = createHash('sha256').update(cloneUrl).digest('hex');
    const known = this.#mirrors.get(key);
    if (known) {
      return known;
    }
    const made = this.#newMirror(key);
    this.#mirrors.set(key, made);
    return made;
  }

  #newMirror(key: string): KeptMirror {
    return {
      key,
      directory: join(this.#options.directory, `${key}.${randomUUID()}`),
      holders: 0,
      sizeBytes: 0,
      usedAt: 0,
      condemned: false,
    };
  }

  async #adoptOne(key: string, from: string): Promise<void> {
    const mirror = this.#newMirror(key);
    try {
      const { mtimeMs } = await stat(from);
      await mkdir(this.#options.directory, { recursive: true });
      await rename(from, mirror.directory);
      mirror.usedAt = mtimeMs;
      mirror.sizeBytes = await measureFolder(mirror.directory);
    } catch (error) {
      // another replica was faster, or the disk has no room: the mirror is fetched anew
      this.#options.logger.debug(`A mirror was not taken over: ${error}`);
      return;
    }
    if (this.#mirrors.has(key)) {
      await this.#remove(mirror);
      return;
    }
    this.#mirrors.set(key, mirror);
  }

  #condemn(mirror: KeptMirror): void {
    if (!mirror.condemned) {
      mirror.condemned = true;
      this.#options.logger.warn(
        `The mirror ${mirror.directory} is not whole; it is made anew`,
      );
    }
    this.#forget(mirror);
  }

  async #release(mirror: KeptMirror): Promise<void> {
    const { directory } = mirror;
    if (mirror.holders === 1) {
      mirror.sizeBytes = await measureFolder(directory);
      const packs = await readdir(join(directory, 'objects', 'pack')).catch(
        () => [],
      );
      if (packs.filter(name => name.endsWith('.pack')).length > MAX_PACKS) {
        this.#forget(mirror);
      }
      const now = new Date();
      await utimes(directory, now, now).catch(() => undefined);
    }
    mirror.holders -= 1;
    if (this.#mirrors.get(mirror.key) !== mirror) {
      await (mirror.holders === 0 ? this.#remove(mirror) : undefined);
      return;
    }
    await this.#evict(this.#options.maxBytes);
  }

  async #evict(maxBytes: number): Promise<boolean> {
    const evicted = planEviction(
      [...this.#mirrors.values()].map(mirror => ({
        ...mirror,
        mirror,
        inUse: mirror.holders > 0,
      })),
      maxBytes,
    ).map(({ mirror }) => mirror);
    // before anything is waited for, so that nobody is given what goes
    evicted.forEach(mirror => this.#forget(mirror));
    for (const mirror of evicted) {
      await this.#remove(mirror);
    }
    return evicted.length > 0;
  }

  #forget(mirror: KeptMirror): void {
    if (this.#mirrors.get(mirror.key) === mirror) {
      this.#mirrors.delete(mirror.key);
    }
  }

  async #remove({ directory }: KeptMirror): Promise<void> {
    await removeFolder(directory).catch(error =>
      this.#options.logger.warn(`${directory} could not be removed: ${error}`),
    );
  }
}
