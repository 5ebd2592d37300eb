import { extname } from 'node:path/posix';
import { readChanges, type Change } from '../patches/readChanges';
import type { FileChange } from './LearnedRule';

/** Longer ones are no pattern, but the work of one place. */
const MOST_LINES = 60;

/**
 * What a unified diff does to each file that it changes in place. Files to which it only adds lines are left out: nothing
 * says where such lines would go in another file.
 */
export function readFileChanges(patch: string): FileChange[] {
  const byPath = new Map<string, Change[]>();
  for (const change of readChanges(patch)) {
    const ofFile = byPath.get(change.path) ?? [];
    ofFile.push(change);
    byPath.set(change.path, ofFile);
  }
  return [...byPath].flatMap(([path, changes]) => {
    const size = changes.reduce(
      (sum, { removed, added }) => sum + removed.length + added.length,
      0,
    );
    return size <= MOST_LINES &&
      changes.every(({ isInPlace, removed }) => isInPlace && removed.length > 0)
      ? [
          {
            extension: extname(path),
            replacements: changes.map(({ removed, added }) => ({
              before: removed,
              after: added,
            })),
          },
        ]
      : [];
  });
}
