import { isBlank, isWord, splitCode } from '../patches/codeWords';
import { commonIndentation } from './commonIndentation';
import type { LearnedRule, RulePart, RuleReplacement } from './LearnedRule';

/** Lines `[start, end)` of the text before, from 0, which became so many others. */
export interface ReplacedLines {
  start: number;
  end: number;
  length: number;
}

/** What a rule made of a text; nothing is replaced in one that it does not fit. */
export interface AppliedRule {
  text: string;
  replaced: ReplacedLines[];
}

/** Files of more lines are nobody's work, and would take long. */
const MOST_LINES = 20_000;

type Words = ReadonlyMap<number, string>;

/** Repeats a learned change wherever all of its parts are found in this order, and leaves all else as it is. */
export function applyRule(text: string, rule: LearnedRule): AppliedRule {
  const ending = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(ending);
  const replaced: ReplacedLines[] = [];
  const result: string[] = [];
  let done = 0;
  if (lines.length <= MOST_LINES) {
    for (;;) {
      const found = findAll(lines, rule.replacements, done);
      if (!found) {
        break;
      }
      for (const { start, end, written } of found) {
        result.push(...lines.slice(done, start), ...written);
        replaced.push({ start, end, length: written.length });
        done = end;
      }
    }
  }
  return replaced.length > 0
    ? { text: [...result, ...lines.slice(done)].join(ending), replaced }
    : { text, replaced };
}

interface FoundPlace {
  start: number;
  end: number;
  written: string[];
}

/** The first place of each part, one behind the other, with the same word in the same hole; undefined when one is missing. */
function findAll(
  lines: string[],
  replacements: RuleReplacement[],
  from: number,
): FoundPlace[] | undefined {
  let words: Words = new Map();
  let at = from;
  const places: Array<{ start: number; end: number }> = [];
  for (const { before } of replacements) {
    const place = findPlace(lines, before, at, words);
    if (!place) {
      return undefined;
    }
    words = place.words;
    at = place.start + before.length;
    places.push({ start: place.start, end: at });
  }
  return places.map(({ start, end }, index) => ({
    start,
    end,
    written: write(
      replacements[index].after,
      commonIndentation(lines.slice(start, end)),
      words,
    ),
  }));
}

function findPlace(
  lines: string[],
  before: RulePart[][],
  from: number,
  words: Words,
): { start: number; words: Words } | undefined {
  for (let start = from; start + before.length <= lines.length; start += 1) {
    const found = matchLines(
      lines.slice(start, start + before.length),
      before,
      words,
    );
    if (found) {
      return { start, words: found };
    }
  }
  return undefined;
}

function matchLines(
  lines: string[],
  before: RulePart[][],
  words: Words,
): Words | undefined {
  const indentation = commonIndentation(lines);
  let known: Words | undefined = words;
  for (const [index, line] of lines.entries()) {
    known =
      known &&
      matchLine(
        splitCode(line.slice(indentation.length)),
        before[index],
        known,
      );
  }
  return known;
}

/** What stands in the holes when the line fits; white space fits white space. */
function matchLine(
  pieces: string[],
  parts: RulePart[],
  known: Words,
): Words | undefined {
  if (pieces.length !== parts.length) {
    return undefined;
  }
  const words = new Map(known);
  for (const [index, part] of parts.entries()) {
    const piece = pieces[index];
    if (typeof part === 'string') {
      if (piece !== part && !(isBlank(piece) && isBlank(part))) {
        return undefined;
      }
    } else {
      const word = words.get(part.hole) ?? piece;
      if (word !== piece || !isWord(piece)) {
        return undefined;
      }
      words.set(part.hole, piece);
    }
  }
  return words;
}

function write(
  after: RulePart[][],
  indentation: string,
  words: Words,
): string[] {
  return after.map(parts => {
    const line = parts
      .map(part =>
        typeof part === 'string' ? part : words.get(part.hole) ?? '',
      )
      .join('');
    return line === '' ? line : indentation + line;
  });
}
