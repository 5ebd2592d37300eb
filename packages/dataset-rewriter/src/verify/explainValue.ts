import { matchStarList } from './matchStarList';
import type { Position, Step } from './Position';
import { countUntil, isQuotedAt, qualifierLength } from './readLexemes';
import { spell } from './readVocabulary';
import { sameWord } from './sameWord';
import type { Lexeme } from './splitLexemes';

/** What the contract puts in the place of a column, a star or a call. */
export function explainValue(position: Position): Step | undefined {
  return (
    substituted(position) ?? expandedStar(position) ?? replacedCall(position)
  );
}

function substituted(position: Position): Step | undefined {
  const { before, after, i, j, vocabulary, options } = position;
  const qualifier = qualifierLength(before, i);
  const quote = isQuotedAt(before, i + qualifier) ? 1 : 0;
  const column = before[i + qualifier + quote];
  for (const { column: name, pattern } of vocabulary.substitutes) {
    const match =
      column &&
      sameWord(column.text, name) &&
      new RegExp(`^(?:${pattern}|\\(${pattern}\\))`).exec(
        options.after.slice(after[j].start),
      );
    if (match) {
      const end = after[j].start + match[0].length;
      return {
        before: qualifier + 1 + 2 * quote,
        after: countUntil(after, j, end),
        columns: [name],
      };
    }
  }
  return undefined;
}

/** The list of the old columns in place of a star. */
function expandedStar({ before, after, i, j, options, isExplained }: Position) {
  const isQualified = before[i + 1]?.text === '.' && before[i].text !== '*';
  const star = isQualified ? before[i + 2] : before[i];
  const match =
    star?.text === '*'
      ? matchStarList({
          before: options.before,
          star: star.start,
          after: options.after,
          list: after[j].start,
          moves: options.moves,
          isExplained: (was, now) => isExplained(was, star.start, now),
        })
      : undefined;
  return (
    match && {
      before: countUntil(before, i, match.starEnd),
      after: countUntil(after, j, match.listEnd),
      columns: [],
    }
  );
}

function replacedCall(position: Position): Step | undefined {
  const { before, after, i, j, vocabulary, options } = position;
  const old = readCall(options.before, before, i);
  const now = readCall(options.after, after, j);
  const explained =
    old &&
    now &&
    vocabulary.calls.some(
      ({ from, to }) =>
        sameWord(old.names, spell(from)) && sameWord(now.names, spell(to)),
    );
  return explained
    ? { before: old.length, after: now.length, columns: [] }
    : undefined;
}

/** A whole `ref(…)` or `source(…)`, as its names with dots between. */
function readCall(text: string, lexemes: Lexeme[], index: number) {
  const { start } = lexemes[index];
  const match = /^(?:ref|source)\s*\(([^()]*)\)/.exec(text.slice(start));
  if (!match) {
    return undefined;
  }
  const end = start + match[0].length;
  const names = match[1]
    .split(',')
    .map(name => name.replace(/["'\s]/g, ''))
    .join('.');
  return { names, length: countUntil(lexemes, index, end) };
}
