/** A line of a diff. */
export interface DiffLine {
  /** Put in, taken out, or there before and after. */
  side: '+' | '-' | ' ';
  /** In the new file; of a line that was taken out, in the old one. */
  number: number;
  text: string;
}

/** One file of a diff. */
export interface DiffFile {
  /** As git spells it: the new name, or the old one of a file that is gone. */
  path: string;
  lines: DiffLine[];
}

const HEAD = 'diff --git ';
const NAME = /^(?:--- |\+\+\+ |rename to )(.*)$/;
const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/;

/**
 * Reads a diff of git. Lines are counted as the hunks say, so that a line of a repository that looks like the head of a file
 * or a hunk is a line.
 */
export function readDiff(diff: string): DiffFile[] {
  const files: DiffFile[] = [];
  let before = { next: 0, left: 0 };
  let after = { next: 0, left: 0 };
  for (const line of diff.split('\n')) {
    const file = files.at(-1);
    if (file && (before.left > 0 || after.left > 0)) {
      const side = line.charAt(0);
      const text = line.slice(1);
      if (side === '+') {
        file.lines.push({ side, number: after.next, text });
        after = step(after);
      } else if (side === '-') {
        file.lines.push({ side, number: before.next, text });
        before = step(before);
      } else if (side !== '\\') {
        file.lines.push({ side: ' ', number: after.next, text });
        before = step(before);
        after = step(after);
      }
      continue;
    }
    const hunk = HUNK.exec(line);
    if (hunk) {
      const [, start, count = '1', newStart, newCount = '1'] = hunk;
      before = { next: Number(start), left: Number(count) };
      after = { next: Number(newStart), left: Number(newCount) };
    } else if (line.startsWith(HEAD)) {
      // both sides have the same name, unless it is said below
      const names = line.slice(HEAD.length);
      const path = toPath(names.slice(0, (names.length - 1) / 2));
      files.push({ path, lines: [] });
    } else if (file) {
      const name = NAME.exec(line)?.[1];
      if (name !== undefined && name !== '/dev/null') {
        file.path = toPath(name);
      }
    }
  }
  return files;
}

function step({ next, left }: { next: number; left: number }) {
  return { next: next + 1, left: left - 1 };
}

/** Without the mark of the side; names that git has quoted stay quoted. */
function toPath(name: string): string {
  const plain = name.replace(/\t$/, '');
  return plain.startsWith('"')
    ? plain.replace(/^"[ab]\//, '"')
    : plain.replace(/^[ab]\//, '');
}
