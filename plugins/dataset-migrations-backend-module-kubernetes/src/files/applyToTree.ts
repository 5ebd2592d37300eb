import { InputError } from '@backstage/errors';
import {
  chmod,
  lstat,
  mkdir,
  open,
  rm,
  rmdir,
  symlink,
} from 'node:fs/promises';
import { join } from 'node:path';
import type { TreeEntry } from './TreeEntry';

/** A part of a file at a time. */
export type FileContent = AsyncIterable<Uint8Array>;

/** Every folder on the way has to be one: a link would lead anywhere, and who made the tree has also made its links. */
async function assertFolders(root: string, path: string): Promise<void> {
  let place = root;
  for (const part of path.split('/').slice(0, -1)) {
    place = join(place, part);
    const stats = await lstat(place).catch(() => undefined);
    if (!stats?.isDirectory()) {
      throw new InputError(
        `${path} cannot be brought back: a part of its path is no folder`,
      );
    }
  }
}

/** Removes a file, a link or an empty folder; a folder in which something is hidden stays. */
export async function removeFromTree(
  root: string,
  path: string,
): Promise<void> {
  await assertFolders(root, path);
  const place = join(root, path);
  const stats = await lstat(place);
  if (!stats.isDirectory()) {
    await rm(place);
    return;
  }
  await rmdir(place).catch(error => {
    if (error.code !== 'ENOTEMPTY') {
      throw error;
    }
  });
}

/** Puts a folder, a link or a file into a tree. What is there already makes way, unless it is a folder. */
export async function putIntoTree(
  root: string,
  entry: TreeEntry,
  content: FileContent,
): Promise<void> {
  await assertFolders(root, entry.path);
  const place = join(root, entry.path);
  const stats = await lstat(place).catch(() => undefined);
  if (stats?.isDirectory()) {
    if (entry.kind !== 'folder') {
      throw new InputError(
        `${entry.path} cannot be brought back: there is a folder that holds something hidden`,
      );
    }
    return;
  }
  if (stats) {
    await rm(place);
  }
  switch (entry.kind) {
    case 'folder':
      await mkdir(place);
      break;
    case 'link':
      await symlink(entry.to, place);
      break;
    default:
      await writeNewFile(place, content);
      await chmod(place, entry.isExecutable ? 0o755 : 0o644);
  }
}

async function writeNewFile(file: string, content: FileContent): Promise<void> {
  // fails for whatever has come about there in the meantime
  const handle = await open(file, 'wx');
  try {
    for await (const bytes of content) {
      await handle.writeFile(bytes);
    }
  } finally {
    await handle.close();
  }
}
