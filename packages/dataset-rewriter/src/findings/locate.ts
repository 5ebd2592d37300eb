/** A place as people count it, and the code that stands there. */
export interface Location {
  /** From 1. */
  line: number;
  column: number;
  /** The line, without its indentation. */
  text: string;
}

const LONGEST_TEXT = 200;

/** Finds line and column of offsets in one text. */
export function createLocator(text: string): (offset: number) => Location {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lineStarts.push(at + 1);
  }
  return offset => {
    let low = 0;
    let high = lineStarts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (lineStarts[middle] <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const lineEnd = lineStarts[low + 1] ?? text.length;
    return {
      line: low + 1,
      column: offset - lineStarts[low] + 1,
      text: text.slice(lineStarts[low], lineEnd).trim().slice(0, LONGEST_TEXT),
    };
  };
}
