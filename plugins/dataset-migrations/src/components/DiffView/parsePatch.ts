import { parseDiff } from 'react-diff-view';
import type { FileData } from 'react-diff-view';

/** Stands before the number of a character that cannot be seen. */
const MARK = '\u2423U+';

/** Where the file is; of one that has moved, where it was too. */
function pathOf({ type, oldPath, newPath }: FileData): string {
  if (type === 'delete') {
    return oldPath;
  }
  return type === 'add' || oldPath === newPath
    ? newPath
    : `${oldPath} → ${newPath}`;
}

/** A file of a patch, with what its head says. */
export interface PatchFile {
  path: string;
  added: number;
  removed: number;
  hasInvisible: boolean;
  diff: FileData;
}

/** Characters that change how code looks without being seen: controls, direction marks, zero-width ones. */
const INVISIBLE = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Replaces characters that cannot be seen by their number, so that code cannot look like other code. */
export function showInvisible(text: string): string {
  return text.replace(INVISIBLE, character => {
    const number = character.codePointAt(0) ?? 0;
    return `${MARK}${number.toString(16).toUpperCase().padStart(4, '0')}`;
  });
}

/** A unified diff as files; undefined if it is none that can be read. */
export function parsePatch(patch: string): PatchFile[] | undefined {
  // A carriage return at a line's end belongs to the file and is no surprise.
  const text = patch.replace(/\r(?=\n|$)/g, '');
  const shown = showInvisible(text);
  if (!text.trim()) {
    return [];
  }
  let files: FileData[];
  try {
    files = parseDiff(shown, { nearbySequences: 'zip' });
  } catch {
    // Whoever shows it falls back to the text as it is.
    return undefined;
  }
  if (files.some(file => !file.newPath && !file.oldPath)) {
    return undefined;
  }
  return files.map(diff => {
    const changes = diff.hunks.flatMap(hunk => hunk.changes);
    return {
      path: pathOf(diff),
      added: changes.filter(change => change.type === 'insert').length,
      removed: changes.filter(change => change.type === 'delete').length,
      hasInvisible: changes.some(change => change.content.includes(MARK)),
      diff,
    };
  });
}
