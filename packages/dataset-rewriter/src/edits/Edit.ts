/** Half-open: `[start, end)` in UTF-16 offsets. */
export interface Span {
  start: number;
  end: number;
}

/** Whether two spans share a character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The same, so many characters further on. */
export function moveSpan<T extends Span>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by };
}
