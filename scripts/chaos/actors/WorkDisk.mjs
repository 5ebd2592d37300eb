import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SIZE_MEGABYTES = 256;
const BLOCK = Buffer.alloc(1024 * 1024);

/**
 * The disk of the checkouts: a small one of its own where we may mount one, which root on Linux may; else a folder that is
 * never full.
 */
export class WorkDisk {
  static async create(folder) {
    await fs.mkdir(folder, { recursive: true });
    const mounted = await run('mount', [
      '-t',
      'tmpfs',
      '-o',
      `size=${SIZE_MEGABYTES}m`,
      'tmpfs',
      folder,
    ]).then(
      () => true,
      () => false,
    );
    return new WorkDisk(folder, mounted);
  }

  constructor(folder, canBeFull) {
    this.folder = folder;
    this.canBeFull = canBeFull;
  }

  async fill() {
    const ballast = await fs.open(this.#ballast, 'a');
    try {
      for (;;) {
        await ballast.write(BLOCK);
      }
    } catch (error) {
      if (error.code !== 'ENOSPC') {
        throw error;
      }
    } finally {
      await ballast.close();
    }
  }

  async free() {
    await fs.rm(this.#ballast, { force: true });
  }

  async remove() {
    if (this.canBeFull) {
      await run('umount', ['--lazy', this.folder]);
    }
  }

  get #ballast() {
    return path.join(this.folder, 'ballast');
  }
}
