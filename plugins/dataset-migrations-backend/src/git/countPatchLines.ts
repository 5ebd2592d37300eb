const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

/** Adds up the lines that a unified diff takes out and puts in, by what the heads of its hunks announce. */
export function countPatchLines(patch: string): {
  linesAdded: number;
  linesRemoved: number;
} {
  let linesAdded = 0;
  let linesRemoved = 0;
  let before = 0;
  let after = 0;
  for (let start = 0; start < patch.length; ) {
    const end = patch.indexOf('\n', start);
    const next = end < 0 ? patch.length : end + 1;
    const sign = patch[start];
    if (before > 0 || after > 0) {
      if (sign === '-') {
        linesRemoved += 1;
        before -= 1;
      } else if (sign === '+') {
        linesAdded += 1;
        after -= 1;
      } else if (sign !== '\\') {
        before -= 1;
        after -= 1;
      }
    } else if (sign === '@') {
      const [, removed, added] =
        HUNK.exec(patch.slice(start, Math.min(next, start + 100))) ?? [];
      before = Number(removed ?? 1);
      after = Number(added ?? 1);
    }
    start = next;
  }
  return { linesAdded, linesRemoved };
}
