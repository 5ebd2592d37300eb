const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/** Lines of a file that stand together, and what they became. */
export interface Change {
  path: string;
  /** Whether the file was there before, and is there afterwards, under this path. */
  isInPlace: boolean;
  removed: string[];
  added: string[];
}

/** The changes of a unified diff as git prints it, in its order. */
export function readChanges(patch: string): Change[] {
  const changes: Change[] = [];
  let path = '';
  let oldPath: string | undefined;
  let newPath: string | undefined;
  let before = 0;
  let after = 0;
  let isNew = true;
  for (const line of patch.split('\n')) {
    const sign = line[0];
    if (before <= 0 && after <= 0) {
      const [, removed, added] = HUNK.exec(line) ?? [];
      if (line.startsWith('@@ ')) {
        before = Number(removed ?? 1);
        after = Number(added ?? 1);
      } else if (line.startsWith('--- ')) {
        oldPath = readPath(line);
        path = oldPath ?? path;
      } else if (line.startsWith('+++ ')) {
        newPath = readPath(line);
        path = newPath ?? path;
      }
      isNew = true;
    } else if (sign === '-' || sign === '+') {
      const last = changes.at(-1);
      const change =
        isNew || last === undefined
          ? { path, isInPlace: oldPath === newPath, removed: [], added: [] }
          : last;
      if (change !== last) {
        changes.push(change);
      }
      isNew = false;
      if (sign === '-') {
        change.removed.push(line.slice(1));
        before -= 1;
      } else {
        change.added.push(line.slice(1));
        after -= 1;
      }
    } else if (sign !== '\\') {
      isNew = true;
      before -= 1;
      after -= 1;
    }
  }
  return changes;
}

function readPath(line: string): string | undefined {
  const path = line.slice(4).replace(/\t.*$/, '');
  return path === '/dev/null' ? undefined : path.replace(/^[ab]\//, '');
}
