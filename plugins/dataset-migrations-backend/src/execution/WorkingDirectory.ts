import type { LoggerService } from '@backstage/backend-plugin-api';
import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isGone, ownIdentity } from './ProcessIdentity';
import { removeFolder } from './removeFolder';
import { ownerOfFolder, workingFolderName } from './workingFolderName';

export interface WorkingDirectoryOptions {
  /** Folder of all replicas on this machine. */
  root: string;
  logger: LoggerService;
}

/**
 * The folder of this process for mirrors and checkouts. It is its own, so that a lock file of a process that was
 * killed never stands in anybody's way; what such a process left is removed by whoever sweeps next.
 */
export class WorkingDirectory {
  readonly #root: string;
  readonly #path: string;
  readonly #logger: LoggerService;
  /** Lent folders that could not be removed when they came back. */
  readonly #left = new Set<string>();
  #sweeping: Promise<void> | undefined;

  private constructor(path: string, { root, logger }: WorkingDirectoryOptions) {
    this.#path = path;
    this.#root = root;
    this.#logger = logger;
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

  /** Lends an empty folder; it is gone when `use` has ended, whichever way, or with a later sweep. */
  async lend<T>(
    purpose: 'attempt' | 'publication' | 'readers',
    use: (folder: string) => Promise<T>,
  ): Promise<T> {
    // whoever tidies up temporary folders may have taken it for an old one
    await mkdir(this.#path, { recursive: true, mode: 0o700 });
    const folder = await mkdtemp(join(this.#path, `${purpose}-`));
    try {
      return await use(folder);
    } finally {
      await this.#takeBack(folder);
    }
  }

  /** Removes what processes left that are gone, and what could not be removed before. Never throws. */
  async sweep(): Promise<void> {
    this.#sweeping ??= this.#sweep().finally(() => {
      this.#sweeping = undefined;
    });
    await this.#sweeping;
  }

  /** Removes all of it. */
  async dispose(): Promise<void> {
    await this.#sweeping;
    await removeFolder(this.#path);
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
