import { parsePatch } from 'diff';
import { extname } from 'node:path';
import type { FileChange } from './LearnedRule';

/** Longer ones are no pattern, but the work of one place. */
const MOST_LINES = 60;

/**
 * What a unified diff does to each file that it changes in place. Files to which it only adds lines are left out: nothing
 * says where such lines would go in another file.
 */
export function readFileChanges(patch: string): FileChange[] {
  return parsePatch(patch).flatMap(({ oldFileName, newFileName, hunks }) => {
    const path = stripPrefix(oldFileName);
    if (path === undefined || path !== stripPrefix(newFileName)) {
      return [];
    }
    const replacements = hunks.flatMap(({ lines }) => listReplacements(lines));
    const size = replacements.reduce(
      (sum, { before, after }) => sum + before.length + after.length,
      0,
    );
    return replacements.length > 0 &&
      size <= MOST_LINES &&
      replacements.every(({ before }) => before.length > 0)
      ? [{ extension: extname(path), replacements }]
      : [];
  });
}

/** git names both sides of a file that is changed in place alike, but for the first folder. */
function stripPrefix(name: string | undefined): string | undefined {
  return name?.match(/^[ab]\/(.+)$/)?.[1];
}

function listReplacements(lines: string[]): FileChange['replacements'] {
  const replacements: FileChange['replacements'] = [];
  let current: FileChange['replacements'][number] | undefined;
  for (const line of lines) {
    const isRemoved = line.startsWith('-');
    if (isRemoved || line.startsWith('+')) {
      current ??= { before: [], after: [] };
      (isRemoved ? current.before : current.after).push(line.slice(1));
    } else if (line.startsWith(' ') && current) {
      replacements.push(current);
      current = undefined;
    }
  }
  return current ? [...replacements, current] : replacements;
}
