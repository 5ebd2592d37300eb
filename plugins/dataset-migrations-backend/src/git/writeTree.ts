import type { StoredTreeEntry } from './treeEntries';
import { writeObject } from './writeObject';

/** A file as it is to be; without a name for its content it is to be gone. */
export interface TreeChange {
  path: string;
  mode: string;
  sha: string | null;
}

interface Leaf {
  mode: string;
  sha: string;
}

interface Folder {
  children: Map<string, Leaf | Folder>;
  /** The name of its tree object, as long as nothing in it is changed. */
  sha?: string;
}

export interface WriteTreeOptions {
  /** The repository to write to. */
  directory: string;
  base: StoredTreeEntry[];
  changes: TreeChange[];
}

const FOLDER_MODE = '040000';
const EMPTY_TREE = new Uint8Array();

/**
 * Writes the tree of a commit with some files put in or taken out, and gives its name; the same as git makes of an index.
 * Only the folders on the way to what is changed are written.
 */
export async function writeTree(options: WriteTreeOptions): Promise<string> {
  const { directory, base, changes } = options;
  const root = unfold(base);
  for (const change of changes) {
    apply(root, change);
  }
  return (
    (await write(directory, root)) ??
    (await writeObject(directory, 'tree', EMPTY_TREE))
  );
}

function isFolder(child: Leaf | Folder | undefined): child is Folder {
  return child !== undefined && 'children' in child;
}

/** Expects each folder before what is in it, as git lists them. */
function unfold(stored: StoredTreeEntry[]): Folder {
  const root: Folder = { children: new Map() };
  const folders = new Map([['', root]]);
  for (const { bytePath, mode, sha } of stored) {
    const at = bytePath.lastIndexOf('/');
    const parent = folders.get(bytePath.slice(0, Math.max(at, 0)));
    const isTree = mode === FOLDER_MODE;
    const child = isTree ? { children: new Map(), sha } : { mode, sha };
    parent?.children.set(bytePath.slice(at + 1), child);
    if (isFolder(child)) {
      folders.set(bytePath, child);
    }
  }
  return root;
}

/** A file takes the place of a folder of its name, and a folder that of a file. */
function apply(root: Folder, { path, mode, sha }: TreeChange): void {
  const parts = Buffer.from(path).toString('latin1').split('/');
  const name = parts.pop()!;
  const way = [root];
  for (const part of parts) {
    const { children } = way[way.length - 1];
    let next = children.get(part);
    if (!isFolder(next)) {
      if (sha === null) {
        return;
      }
      next = { children: new Map() };
      children.set(part, next);
    }
    way.push(next);
  }
  const { children } = way[way.length - 1];
  if (sha !== null) {
    children.set(name, { mode, sha });
  } else if (isFolder(children.get(name)) || !children.delete(name)) {
    return;
  }
  for (const folder of way) {
    folder.sha = undefined;
  }
}

/** Undefined for a folder with nothing in it, which git does not know. */
async function write(
  directory: string,
  folder: Folder,
): Promise<string | undefined> {
  if (folder.sha !== undefined) {
    return folder.sha;
  }
  const lines: Array<{ key: Buffer; line: Buffer }> = [];
  for (const [name, child] of folder.children) {
    const within = isFolder(child);
    const sha = within ? await write(directory, child) : child.sha;
    if (sha !== undefined) {
      lines.push({
        // git sorts bytes, and a folder as if its name ended with a slash
        key: Buffer.from(within ? `${name}/` : name, 'latin1'),
        line: Buffer.concat([
          Buffer.from(`${within ? '40000' : child.mode} ${name}\0`, 'latin1'),
          Buffer.from(sha, 'hex'),
        ]),
      });
    }
  }
  if (lines.length === 0) {
    return undefined;
  }
  lines.sort((a, b) => Buffer.compare(a.key, b.key));
  return await writeObject(
    directory,
    'tree',
    Buffer.concat(lines.map(({ line }) => line)),
  );
}
