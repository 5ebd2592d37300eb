/** @internal */
export interface FileChange {
  status: 'added' | 'removed' | 'modified' | 'renamed';
  path: string;
  previousPath?: string;
  sha: string;
  additions: number;
  deletions: number;
  /** From the first `@@` on; absent for binary files, as on GitHub. */
  patch?: string;
}

const STATUS: Record<string, FileChange['status']> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  T: 'modified',
  R: 'renamed',
};

/**
 * Joins what `git diff --raw --numstat -z` says of each file with its part of the patch. Both come in the same order.
 * @internal
 */
export function parseFileChanges(raw: string, patch: string): FileChange[] {
  const tokens = raw.split('\0');
  const changes: FileChange[] = [];
  let position = 0;
  while (tokens[position]?.startsWith(':')) {
    const [, , oldSha, newSha, code] = tokens[position++].slice(1).split(' ');
    const renamed = code.startsWith('R');
    const first = tokens[position++];
    const path = renamed ? tokens[position++] : first;
    changes.push({
      status: STATUS[code[0]] ?? 'modified',
      path,
      previousPath: renamed ? first : undefined,
      sha: code[0] === 'D' ? oldSha : newSha,
      additions: 0,
      deletions: 0,
    });
  }
  for (const change of changes) {
    const [additions, deletions] = tokens[position++].split('\t');
    if (change.previousPath !== undefined) {
      position += 2;
    }
    // a dash stands for a binary file
    change.additions = Number(additions) || 0;
    change.deletions = Number(deletions) || 0;
  }
  const parts = patch.split(/^(?=diff --git )/m).filter(Boolean);
  parts.forEach((part, index) => {
    const start = part.search(/^@@ /m);
    if (start >= 0 && changes[index]) {
      changes[index].patch = part.slice(start).replace(/\n$/, '');
    }
  });
  return changes;
}
