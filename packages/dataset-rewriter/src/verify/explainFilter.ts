import type { Position, Step } from './Position';
import { countUntil } from './readLexemes';
import type { Lexeme } from './splitLexemes';

/** A predicate that keeps the rows of the contract, with the parentheses that it needs. */
export function explainFilter(position: Position): Step | undefined {
  const { before, after, i, j, open, vocabulary, options } = position;
  if (!after[j]) {
    return undefined;
  }
  const isQualified = after[j - 1]?.text === '.' && j > 1;
  const start = isQualified ? j - 2 : j;
  const match =
    vocabulary.matchFilter(options.after, after[j].start) ??
    vocabulary.matchFilter(options.after, after[start].start);
  if (!match) {
    return open > 0 && after[j].text === ')'
      ? { before: 0, after: 1, columns: [], opens: -1 }
      : undefined;
  }
  const length = countUntil(after, j, match.end);
  const isRepeated =
    isQualified && after[j + length]?.text === after[start].text;
  const isSpace = (lexeme: Lexeme | undefined) =>
    /^\s+$/.test(lexeme?.text ?? '');
  const follows = before[i] ? !isSpace(before[i]) : isSpace(before[i - 1]);
  const spaceIsPassed = follows && !match.opens;
  const rest = after.slice(j + length, j + length + 20);
  const next = rest.findIndex(l => !isSpace(l));
  const spaces = next < 0 ? rest.length : next;
  return {
    before: 0,
    after: length + (spaceIsPassed ? spaces : 0) + (isRepeated ? 2 : 0),
    columns: [],
    opens: match.opens ? 1 : 0,
  };
}
