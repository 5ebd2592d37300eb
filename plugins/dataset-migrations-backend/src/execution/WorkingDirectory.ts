import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive } from './isProcessAlive';

export interface WorkingDirectoryOptions {
  /** Folder of all replicas on this machine. */
  root: string;
  logger: LoggerService;
}

const FOLDER = /^(.+)-(\d+)-[0-9a-f-]{36}$/;

/**
 * The folder of this process for mirrors and checkouts. It is its own, so that a lock file of a process that was
 * killed never stands in anybody's way; what such a process left is removed at the next start.
 */
export class WorkingDirectory {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  static async create(
    options: WorkingDirectoryOptions,
  ): Promise<WorkingDirectory> {
    const { root, logger } = options;
    await mkdir(root, { recursive: true, mode: 0o700 });
    for (const name of await readdir(root)) {
      const [, host, processId] = FOLDER.exec(name) ?? [];
      if (host === hostname() && !isProcessAlive(Number(processId))) {
        logger.info(`Removing what a process before left in ${name}`);
        await rm(join(root, name), { recursive: true, force: true });
      }
    }
    const path = join(root, `${hostname()}-${process.pid}-${randomUUID()}`);
    await mkdir(path, { mode: 0o700 });
    return new WorkingDirectory(path);
  }

  /** Lends an empty folder; it is gone when `use` has ended, whichever way. */
  async lend<T>(
    purpose: 'attempt' | 'publication' | 'readers',
    use: (folder: string) => Promise<T>,
  ): Promise<T> {
    const folder = await mkdtemp(join(this.#path, `${purpose}-`));
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Removes all of it. */
  async dispose(): Promise<void> {
    await rm(this.#path, { recursive: true, force: true });
  }
}
