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

/** True for a file with content of its own: neither a symbolic link nor a submodule. */
export function isPlainFile(entry: TreeEntry): boolean {
  return entry.mode === '100644' || entry.mode === '100755';
}

const ENTRY = /^(\d{6}) (\w+) ([0-9a-f]+) +(\d+|-)\t([\s\S]+)$/;

/** Lists all files of a commit, in git's order. */
export async function listTreeEntries(
  git: Git,
  sha: string,
): Promise<TreeEntry[]> {
  const { stdout } = await git.run(
    ['ls-tree', '-r', '-z', '-l', '--full-tree', sha],
    { maxOutputBytes: 512 * 1024 * 1024 },
  );
  return stdout
    .toString('utf8')
    .split('\0')
    .filter(line => line !== '')
    .map(line => {
      const match = ENTRY.exec(line);
      if (!match) {
        throw new Error(
          `git ls-tree wrote a line that cannot be read: ${line}`,
        );
      }
      const [, mode, , object, size, path] = match;
      return {
        path,
        mode,
        sha: object,
        sizeBytes: size === '-' ? undefined : Number(size),
      };
    });
}
