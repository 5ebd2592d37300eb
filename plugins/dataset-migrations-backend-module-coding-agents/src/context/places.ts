/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder of a path; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The name of a file without what comes after its first dot. */
export function stemOf(path: string): string {
  return nameOf(path).replace(/\..*$/, '');
}

/** How many files lie in a folder. */
export interface Place {
  folder: string;
  count: number;
}

/** The folders that hold most of these files themselves. */
export function listPlaces(paths: readonly string[], most: number): Place[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const folder = folderOf(path);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .map(([folder, count]) => ({ folder, count }))
    .sort((a, b) => b.count - a.count || (a.folder < b.folder ? -1 : 1))
    .slice(0, most);
}

const TESTS =
  /(^|\/)(tests?|specs?|__tests__|testthat)\/|(^|\/)(test_[^/]+|[^/]+([._-](test|spec|tests)|Tests?|Spec|Suite|IT))\.\w+$/;

/** Whether a file looks like a part of the tests. */
export function isTest(path: string): boolean {
  return TESTS.test(path);
}
