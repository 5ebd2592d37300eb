import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, opendir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { TreeEntry } from './TreeEntry';

/** What a folder of the host holds. */
export interface ListedTree {
  entries: TreeEntry[];
  /** What is to be hidden, and is there. */
  hidden: Array<{ path: string; kind: 'file' | 'folder' }>;
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk);
  }
  return hash.digest('hex');
}

/** Plain files, folders and links below a folder. Nothing is said of what is to be hidden but that it is there, and no link is followed. */
export async function listTree(
  root: string,
  toHide: ReadonlySet<string> = new Set(),
): Promise<ListedTree> {
  const listed: ListedTree = { entries: [], hidden: [] };
  const folders = [''];
  for (const folder of folders) {
    for await (const entry of await opendir(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (toHide.has(path)) {
        const kind = entry.isDirectory() ? 'folder' : 'file';
        listed.hidden.push({ path, kind });
      } else if (entry.isDirectory()) {
        folders.push(path);
        listed.entries.push({ path, kind: 'folder' });
      } else if (entry.isSymbolicLink()) {
        const to = await readlink(join(root, path));
        listed.entries.push({ path, kind: 'link', to });
      } else if (entry.isFile()) {
        listed.entries.push(await describeFile(root, path));
      }
    }
  }
  return listed;
}

async function describeFile(root: string, path: string): Promise<TreeEntry> {
  const file = join(root, path);
  const { mode, size } = await lstat(file);
  return {
    path,
    kind: 'file',
    isExecutable: (mode & 0o100) !== 0,
    size,
    hash: await hashFile(file),
  };
}
