import type { Span } from '../../edits/Edit';
import type { SqlToken } from '../parse/parseScript';

interface LocateReplacedOptions {
  tokens: SqlToken[];
  text: string;
  /** The star with its clauses. */
  star: Span;
  /** How many columns REPLACE gives another value, as the tree has it. */
  count: number;
}

/** Where the entries of REPLACE stand, in their order; absent when tokens do not tell, or a comment would be lost. */
export function locateReplaced({
  tokens,
  text,
  star,
  count,
}: LocateReplacedOptions): Span[] | undefined {
  const own = tokens.filter(
    ({ start, end }) => start >= star.start && end <= star.end,
  );
  const first = own.findIndex(({ type }) => type === 'REPLACE') + 2;
  const entries: Span[] = [];
  let depth = 0;
  let from = first;
  for (let index = first; index < own.length && depth >= 0; index += 1) {
    const { type } = own[index];
    if (/^L_(?:PAREN|BRACKET|BRACE)$/.test(type)) {
      depth += 1;
    } else if (/^R_(?:PAREN|BRACKET|BRACE)$/.test(type)) {
      depth -= 1;
    }
    const isEnd = depth < 0 || (depth === 0 && type === 'COMMA');
    if (isEnd && index > from) {
      entries.push({ start: own[from].start, end: own[index - 1].end });
      from = index + 1;
    }
  }
  const ends = [star.start, ...entries.map(({ end }) => end)];
  const starts = [...entries.map(({ start }) => start), star.end];
  const hasComment = ends.some((end, index) =>
    /--|\/\*|#/.test(text.slice(end, starts[index])),
  );
  return depth < 0 && entries.length === count && !hasComment
    ? entries
    : undefined;
}
