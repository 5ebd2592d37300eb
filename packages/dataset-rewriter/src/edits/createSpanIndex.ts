import type { Span } from './Edit';

/** Answers for many spans whether any of them overlaps or covers another one, without looking at each. */
export interface SpanIndex {
  /** Whether one of the spans shares a character with this one. */
  overlaps(span: Span): boolean;
  /** Whether one of the spans covers this one. */
  covers(span: Span): boolean;
}

/** Sorts spans once, so that each question takes logarithmic time. */
export function createSpanIndex(spans: Span[]): SpanIndex {
  const sorted = [...spans].sort((a, b) => a.start - b.start);
  const furthestEnds: number[] = [];
  for (const { end } of sorted) {
    furthestEnds.push(Math.max(end, furthestEnds.at(-1) ?? end));
  }
  /** The furthest end of the spans that start before an offset. */
  const furthestBefore = (offset: number) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (sorted[middle].start < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low > 0 ? furthestEnds[low - 1] : -1;
  };
  return {
    overlaps: ({ start, end }) => furthestBefore(end) > start,
    covers: ({ start, end }) => furthestBefore(start + 1) >= end,
  };
}
