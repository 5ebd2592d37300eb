import type { StoredFile } from '../../database/tables';

/** The files that are others in a patch than they were in the one before, in order. Looks at nothing but its arguments. */
export function listChangedPaths(
  before: readonly StoredFile[],
  after: readonly StoredFile[],
): string[] {
  const old = new Map(before.map(file => [file.path, file]));
  const now = new Map(after.map(file => [file.path, file]));
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter(path => {
      const left = old.get(path);
      const right = now.get(path);
      return left?.content !== right?.content || left?.mode !== right?.mode;
    })
    .sort();
}
