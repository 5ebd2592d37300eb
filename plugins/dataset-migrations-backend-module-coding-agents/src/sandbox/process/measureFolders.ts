import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const BLOCK_BYTES = 512;
/** An empty file is not free either. */
const FILE_BYTES = 512;

async function measureFile(path: string): Promise<number> {
  // it may have been removed since it was listed
  const stats = await lstat(path).catch(() => undefined);
  return FILE_BYTES + (stats?.blocks ?? 0) * BLOCK_BYTES;
}

/**
 * How much folders take up on the disk. Nothing is followed, and it stops counting above `most`, so that a folder which is being
 * filled is not measured to its end.
 */
export async function measureFolders(
  folders: string[],
  most = Infinity,
): Promise<number> {
  let bytes = 0;
  const queue = [...folders];
  for (const folder of queue) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(
      () => [],
    );
    queue.push(
      ...entries
        .filter(entry => entry.isDirectory())
        .map(entry => join(folder, entry.name)),
    );
    const sizes = await Promise.all(
      entries.map(entry => measureFile(join(folder, entry.name))),
    );
    bytes += sizes.reduce((sum, size) => sum + size, 0);
    if (bytes > most) {
      break;
    }
  }
  return bytes;
}
