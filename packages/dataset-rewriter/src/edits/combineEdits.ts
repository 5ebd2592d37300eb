import { COMMENT_MARK } from '../findings/describeDecision';
import type { Edit } from '../types';

/**
 * Sorts edits and drops those that say the same twice; comments about one line stand one below the other. Other edits that
 * overlap, or change nothing, are a fault of a rule and throw.
 */
export function combineEdits(text: string, edits: Edit[]): Edit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const combined: Edit[] = [];
  const seen = new Set<string>();
  for (const edit of sorted) {
    const previous = combined[combined.length - 1];
    const change = JSON.stringify([edit.start, edit.end, edit.text]);
    if (seen.has(change)) {
      continue;
    }
    seen.add(change);
    if (edit.start > edit.end || edit.start < 0 || edit.end > text.length) {
      throw new RangeError(`${describe(edit)} lies outside of the text`);
    }
    if (text.slice(edit.start, edit.end) === edit.text) {
      throw new Error(`${describe(edit)} changes nothing`);
    }
    if (previous && edit.start < previous.end) {
      throw new Error(`${describe(edit)} overlaps ${describe(previous)}`);
    }
    if (
      previous &&
      previous.start === edit.start &&
      previous.end === edit.start &&
      !(isComment(previous) && isComment(edit))
    ) {
      throw new Error(
        `${describe(edit)} inserts where ${describe(previous)} does`,
      );
    }
    combined.push(edit);
  }
  return combined;
}

function isComment({ text }: Edit): boolean {
  return text.includes(COMMENT_MARK) && text.endsWith('\n');
}

function describe({ start, end, cause }: Edit): string {
  return `The edit of [${start}, ${end}) for ${cause}`;
}
