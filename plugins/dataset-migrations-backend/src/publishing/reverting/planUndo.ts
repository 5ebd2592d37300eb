import { isPlainFile, type TreeEntry } from '../../git/treeEntries';

/** A file of a commit, as far as it matters here. */
export type FileVersion = Pick<TreeEntry, 'mode' | 'sha'>;

/** Three versions of one file; undefined for one that is not there. */
export interface UndoFacts {
  path: string;
  /** Before the patch. */
  before?: FileVersion;
  /** As the patch left it. */
  patched?: FileVersion;
  /** On the default branch today. */
  now?: FileVersion;
}

export type UndoStep =
  | { kind: 'none' }
  | { kind: 'restore' }
  | { kind: 'remove' }
  /** Only what the patch did goes; what others did since stays. */
  | { kind: 'merge' }
  | { kind: 'conflict'; reason: string };

/**
 * What undoes a patch in one file. What others did to the file since is never undone with it: where the two cannot be
 * told apart, it is a conflict. Looks at nothing but its argument.
 */
export function planUndo(facts: UndoFacts): UndoStep {
  const { path, before, patched, now } = facts;
  if (isSame(now, before)) {
    return { kind: 'none' };
  }
  if (isSame(now, patched)) {
    return { kind: before ? 'restore' : 'remove' };
  }
  if (!now) {
    return { kind: 'conflict', reason: `${path} was deleted since` };
  }
  if (!patched) {
    return { kind: 'conflict', reason: `${path} was added anew since` };
  }
  if (!before) {
    return {
      kind: 'conflict',
      reason: `${path}, which was new, was changed since`,
    };
  }
  return [before, patched, now].every(isPlainVersion)
    ? { kind: 'merge' }
    : { kind: 'conflict', reason: `${path} is no plain file any more` };
}

/** The mode after an undo by merging: that of today, unless the patch set it. */
export function modeAfterUndo({
  before,
  patched,
  now,
}: Required<Omit<UndoFacts, 'path'>>): string {
  return now.mode === patched.mode ? before.mode : now.mode;
}

function isSame(left?: FileVersion, right?: FileVersion): boolean {
  return left?.sha === right?.sha && left?.mode === right?.mode;
}

function isPlainVersion({ mode, sha }: FileVersion): boolean {
  return isPlainFile({ path: '', mode, sha });
}
