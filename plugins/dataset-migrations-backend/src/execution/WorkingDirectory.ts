import type { LoggerService } from '@backstage/backend-plugin-api';
import { mkdir, mkdtemp, readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { HoldMirror } from '../git/mirrors/HeldMirror';
import { MirrorCache } from '../git/mirrors/MirrorCache';
import { isDiskFull } from './isDiskFull';
import { isGone, ownIdentity } from './ProcessIdentity';
import { removeFolder } from './removeFolder';
import { ownerOfFolder, workingFolderName } from './workingFolderName';

export interface WorkingDirectoryOptions {
  /** Folder of all replicas on this machine. */
  root: string;
  /** How large all mirrors may be before those that nobody uses go. Default: 2 GiB. */
  maxMirrorBytes?: number;
  logger: LoggerService;
}

const DEFAULT_MAX_MIRROR_BYTES = 2 * 1024 ** 3;
const MIRRORS = 'mirrors';

/**
 * The folder of this process for mirrors and checkouts. It is its own, so that a lock file of a process that was
 * killed never stands in anybody's way; what such a process left is removed by whoever sweeps next, but for its mirrors,
 * which the sweeper takes over.
 */
export class WorkingDirectory {
  readonly #root: string;
  readonly #path: string;
  readonly #logger: LoggerService;
  /** Lent folders that could not be removed when they came back. */
  readonly #left = new Set<string>();
  readonly #mirrors: MirrorCache;
  #sweeping: Promise<void> | undefined;

  private constructor(path: string, options: WorkingDirectoryOptions) {
    const { root, logger, maxMirrorBytes = DEFAULT_MAX_MIRROR_BYTES } = options;
    this.#path = path;
    this.#root = root;
    this.#logger = logger;
    this.#mirrors = MirrorCache.create({
      directory: join(path, MIRRORS),
      maxBytes: maxMirrorBytes,
      logger,
    });
  }

  static async create(
    options: WorkingDirectoryOptions,
  ): Promise<WorkingDirectory> {
    const path = join(options.root, workingFolderName(ownIdentity()));
    await mkdir(path, { recursive: true, mode: 0o700 });
    const directory = new WorkingDirectory(path, options);
    await directory.sweep();
    return directory;
  }

  /**
   * Lends an empty folder; it is gone when `use` has ended, whichever way, or with a later sweep. Mirrors that are held
   * for it stay as long. Where the disk is full, mirrors that nobody holds make room for it or for whoever tries again.
   */
  async lend<T>(
    purpose: 'attempt' | 'publication' | 'readers',
    use: (folder: string, holdMirror: HoldMirror) => Promise<T>,
  ): Promise<T> {
    const folder = await this.#makeFolder(purpose);
    const held: Array<{ release(): Promise<void> }> = [];
    try {
      return await use(folder, async cloneUrl => {
        const mirror = await this.#mirrors.hold(cloneUrl);
        held.push(mirror);
        return mirror;
      });
    } catch (error) {
      if (isDiskFull(error)) {
        await this.#mirrors.makeRoom();
      }
      throw error;
    } finally {
      await this.#takeBack(folder);
      await Promise.all(held.map(mirror => mirror.release()));
    }
  }

  /** Removes what processes left that are gone, and what could not be removed before. Never throws. */
  async sweep(): Promise<void> {
    this.#sweeping ??= this.#sweep().finally(() => {
      this.#sweeping = undefined;
    });
    await this.#sweeping;
  }

  /** Removes all of it but the mirrors, which the next process takes over. */
  async dispose(): Promise<void> {
    await this.#sweeping;
    for (const name of await readdir(this.#path).catch(() => [])) {
      if (name !== MIRRORS) {
        await removeFolder(join(this.#path, name));
      }
    }
    // goes if it is empty
    await rmdir(join(this.#path, MIRRORS)).catch(() => undefined);
    await rmdir(this.#path).catch(() => undefined);
  }

  async #makeFolder(purpose: string): Promise<string> {
    const make = async () => {
      // whoever tidies up temporary folders may have taken it for an old one
      await mkdir(this.#path, { recursive: true, mode: 0o700 });
      return await mkdtemp(join(this.#path, `${purpose}-`));
    };
    try {
      return await make();
    } catch (error) {
      if (!isDiskFull(error) || !(await this.#mirrors.makeRoom())) {
        throw error;
      }
      return await make();
    }
  }

  async #sweep(): Promise<void> {
    for (const folder of this.#left) {
      await this.#takeBack(folder);
    }
    const names = await readdir(this.#root).catch(error => {
      this.#logger.warn(`${this.#root} could not be looked through: ${error}`);
      return [];
    });
    for (const name of names) {
      const owner = ownerOfFolder(name);
      if (owner && isGone(owner)) {
        this.#logger.info(`Removing what a process before left in ${name}`);
        await this.#mirrors.adopt(join(this.#root, name, MIRRORS));
        // a child of that process may still be writing, and another replica removing: it is tried again
        await removeFolder(join(this.#root, name)).catch(error =>
          this.#logger.warn(`${name} could not be removed yet: ${error}`),
        );
      }
    }
  }

  /** What came of the work in a folder counts, also when the folder cannot be removed. */
  async #takeBack(folder: string): Promise<void> {
    try {
      await removeFolder(folder);
      this.#left.delete(folder);
    } catch (error) {
      this.#left.add(folder);
      this.#logger.warn(
        `${folder} could not be removed and is tried again later: ${error}`,
      );
    }
  }
}
