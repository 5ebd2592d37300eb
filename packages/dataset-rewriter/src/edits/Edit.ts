/** Half-open: `[start, end)` in UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/** Whether two spans share a character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
