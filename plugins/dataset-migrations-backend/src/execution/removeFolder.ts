import { chmod, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes a folder with all that is in it, also where whoever used it has taken the right to write from its parts. */
export async function removeFolder(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    await allowWriting(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Follows no symbolic link, and passes by what is not ours to change. */
async function allowWriting(folder: string): Promise<void> {
  const folders = [folder];
  for (let each = folders.pop(); each !== undefined; each = folders.pop()) {
    const path = each;
    await chmod(path, 0o700).catch(() => undefined);
    const entries = await readdir(path, { withFileTypes: true }).catch(
      () => [],
    );
    for (const entry of entries) {
      if (entry.isDirectory()) {
        folders.push(join(path, entry.name));
      }
    }
  }
}
