import { opendir, lstat } from 'node:fs/promises';
import { join } from 'node:path';

const BLOCK_BYTES = 512;
/** An empty file is not free either. */
const FILE_BYTES = 512;

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
    try {
      for await (const entry of await opendir(folder)) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
          queue.push(path);
        }
        bytes += FILE_BYTES + (await lstat(path)).blocks * BLOCK_BYTES;
        if (bytes > most) {
          return bytes;
        }
      }
    } catch {
      // It was removed while it was read.
    }
  }
  return bytes;
}
