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

/** Where an offset of the text before the edits lies after them. */
export function moveOffset(offset: number, edits: Edit[]): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (end > offset || (start === end && start > offset)) {
      break;
    }
    shift += text.length - (end - start);
  }
  return offset + shift;
}
