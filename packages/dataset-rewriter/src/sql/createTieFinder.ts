import type { StatementReading } from './agreeOnWays';

/** Finds the statements that share text or a relation with one; those of a relation are given once. */
export function createTieFinder<Reading extends StatementReading>(
  ways: Reading[][],
): (reading: Reading) => Reading[] {
  const sharing = new Map<unknown, Reading[]>();
  for (const reading of ways.flat()) {
    for (const call of oldCallsOf(reading)) {
      const known = sharing.get(call);
      if (known) {
        known.push(reading);
      } else {
        sharing.set(call, [reading]);
      }
    }
  }
  return reading => {
    const byText = ways.flatMap(way => findOverlapping(way, reading));
    const byCall = oldCallsOf(reading).flatMap(call => {
      const found = sharing.get(call) ?? [];
      sharing.delete(call);
      return found;
    });
    return [...byText, ...byCall];
  };
}

function oldCallsOf({ rewrite: { calls } }: StatementReading) {
  return [...calls].filter(call => call?.target === 'old');
}

/** The statements of one way do not overlap each other, and are in the order of the text. */
function findOverlapping<Reading extends StatementReading>(
  way: Reading[],
  { start, end }: StatementReading,
): Reading[] {
  let low = 0;
  let high = way.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (way[middle].end > start) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  let last = low;
  while (last < way.length && way[last].start < end) {
    last += 1;
  }
  return way.slice(low, last);
}
