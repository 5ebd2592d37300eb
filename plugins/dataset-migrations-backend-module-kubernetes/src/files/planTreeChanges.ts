import type { TreeEntry } from './TreeEntry';

/** What has to be done to a tree, in this order. */
export interface TreeChanges {
  /** Children before their folders. */
  remove: string[];
  /** Folders before their children. */
  put: TreeEntry[];
}

function isSame(one: TreeEntry, other: TreeEntry): boolean {
  switch (one.kind) {
    case 'folder':
      return other.kind === 'folder';
    case 'link':
      return other.kind === 'link' && one.to === other.to;
    default:
      return (
        other.kind === 'file' &&
        one.hash === other.hash &&
        one.isExecutable === other.isExecutable
      );
  }
}

function byPath(one: { path: string }, other: { path: string }): number {
  return one.path < other.path ? -1 : 1;
}

/** How one tree becomes the other. What keeps its path and becomes something else is removed first. */
export function planTreeChanges(options: {
  found: TreeEntry[];
  wanted: TreeEntry[];
}): TreeChanges {
  const wanted = new Map(options.wanted.map(entry => [entry.path, entry]));
  const found = new Map(options.found.map(entry => [entry.path, entry]));
  const remove = [...found.values()].filter(
    ({ path, kind }) => wanted.get(path)?.kind !== kind,
  );
  const put = [...wanted.values()].filter(entry => {
    const before = found.get(entry.path);
    return !before || !isSame(before, entry);
  });
  return {
    remove: remove
      .sort(byPath)
      .map(({ path }) => path)
      .reverse(),
    put: put.sort(byPath),
  };
}
