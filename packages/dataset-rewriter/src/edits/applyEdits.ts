import type { Edit } from '../types';

/** Applies edits that `combineEdits` has put in order. */
export function applyEdits(text: string, edits: Edit[]): string {
  let result = '';
  let position = 0;
  for (const edit of edits) {
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}

/** Finds where offsets of the text before the edits lie after them. */
export function createOffsetMover(edits: Edit[]): (offset: number) => number {
  const shifts = [0];
  for (const { start, end, text } of edits) {
    shifts.push(shifts[shifts.length - 1] + text.length - (end - start));
  }
  const isBehind = ({ start, end }: Edit, offset: number) =>
    end > offset || (start === end && start > offset);
  return offset => {
    let low = 0;
    let high = edits.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (isBehind(edits[middle], offset)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return offset + shifts[low];
  };
}
