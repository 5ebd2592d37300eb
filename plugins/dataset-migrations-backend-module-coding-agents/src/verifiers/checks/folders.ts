import { dirname } from 'node:path/posix';
import type { RepositoryFiles } from '../RepositoryCheck';

/** A patch over more projects than this has the first ones checked. */
const MOST_FOLDERS = 5;

/** A file in a folder; the empty folder is the checkout. */
export function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A path as an argument, seen from a folder; it never looks like an option. */
export function fromFolder(folder: string, path: string): string {
  return `./${folder === '' ? path : path.slice(folder.length + 1)}`;
}

function parentOf(path: string): string {
  const parent = dirname(path);
  return parent === '.' ? '' : parent;
}

/** For each changed file the nearest folder above it that holds one of the names, each folder once. */
export function findProjects(
  files: Pick<RepositoryFiles, 'paths' | 'changed'>,
  names: string[],
): string[] {
  const present = new Set(files.paths);
  const folders = new Set<string>();
  for (const path of files.changed) {
    for (let folder = path; folder !== ''; ) {
      folder = parentOf(folder);
      const here = folder;
      if (names.some(name => present.has(inFolder(here, name)))) {
        folders.add(folder);
        break;
      }
    }
  }
  return [...folders].sort().slice(0, MOST_FOLDERS);
}

/** Changed files of a kind below a folder, as arguments from there. */
export function changedBelow(
  { changed }: Pick<RepositoryFiles, 'changed'>,
  folder: string,
  ending: string,
): string[] {
  return changed
    .filter(
      path =>
        path.endsWith(ending) &&
        (folder === '' || path.startsWith(`${folder}/`)),
    )
    .map(path => fromFolder(folder, path));
}
