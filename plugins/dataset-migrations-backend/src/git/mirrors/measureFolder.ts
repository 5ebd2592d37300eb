import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What a folder takes of the disk; what goes away meanwhile counts nothing. */
export async function measureFolder(folder: string): Promise<number> {
  let bytes = 0;
  const folders = [folder];
  for (let each = folders.pop(); each !== undefined; each = folders.pop()) {
    const path = each;
    const entries = await readdir(path, { withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      if (entry.isDirectory()) {
        folders.push(join(path, entry.name));
      }
      const stats = await lstat(join(path, entry.name)).catch(() => undefined);
      // a small file takes a whole block
      bytes += Math.max(stats?.size ?? 0, (stats?.blocks ?? 0) * 512);
    }
  }
  return bytes;
}
