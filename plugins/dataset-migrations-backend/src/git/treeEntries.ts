import type { Git } from './Git';

/** An entry of a commit's tree. */
export interface TreeEntry {
  /** Relative to the repository, with forward slashes. */
  path: string;
  /** As git writes it: 100644, 100755, 120000 for a symbolic link, 160000 for a submodule. */
  mode: string;
  sha: string;
  /** Absent for a submodule. */
  sizeBytes?: number;
}

/** A part of a commit's tree as it is stored. */
export interface StoredTreeEntry {
  /** Each character is a byte, since git knows of no encoding. */
  bytePath: string;
  mode: string;
  sha: string;
}

/** All of a commit's tree, in git's order. */
export interface TreeListing {
  entries: TreeEntry[];
  /** The same with the folders in it. */
  stored: StoredTreeEntry[];
}

/** True for a file with content of its own: neither a symbolic link nor a submodule. */
export function isPlainFile(entry: TreeEntry): boolean {
  return entry.mode === '100644' || entry.mode === '100755';
}

const ENTRY = /^(\d{6}) (\w+) ([0-9a-f]+) +(\d+|-)\t([\s\S]+)$/;

/** Lists all files and folders of a commit. */
export async function listTree(git: Git, sha: string): Promise<TreeListing> {
  const { stdout } = await git.run(
    ['ls-tree', '-r', '-t', '-z', '-l', '--full-tree', sha],
    { maxOutputBytes: 512 * 1024 * 1024 },
  );
  const entries: TreeEntry[] = [];
  const stored: StoredTreeEntry[] = [];
  for (const line of stdout.toString('latin1').split('\0')) {
    if (line === '') {
      continue;
    }
    const match = ENTRY.exec(line);
    if (!match) {
      throw new Error(`git ls-tree wrote a line that cannot be read: ${line}`);
    }
    const [, mode, type, object, size, bytePath] = match;
    stored.push({ bytePath, mode, sha: object });
    if (type !== 'tree') {
      entries.push({
        path: Buffer.from(bytePath, 'latin1').toString('utf8'),
        mode,
        sha: object,
        sizeBytes: size === '-' ? undefined : Number(size),
      });
    }
  }
  return { entries, stored };
}
