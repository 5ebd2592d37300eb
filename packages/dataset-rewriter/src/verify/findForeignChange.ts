import type { PlannedMove } from '../contract/planMoves';
import { explainFrameStep } from '../frames/explainFrameStep';
import type { SqlDialect } from '../sql/parse/dialects';
import {
  listUsedColumns,
  matchMergedColumn,
  matchWrittenJoin,
} from './matchWrittenJoin';
import { matchStarList } from './matchStarList';
import { readVocabulary, spell, type Vocabulary } from './readVocabulary';
import { splitLexemes, type Lexeme } from './splitLexemes';

interface FindForeignChangeOptions {
  before: string;
  after: string;
  moves: PlannedMove[];
  /** Whether a name at an offset of `before` may change at all: not in comments, not in strings of SQL. */
  mayChange(offset: number): boolean;
  /** Whether a part of a name stands alone at an offset of `before`, as in the YAML of dbt. */
  standsAlone(offset: number): boolean;
  /** The dialect of the contract's expressions where data frames may stand in the text. */
  frameDialect?: SqlDialect;
}

/** A step over lexemes of both texts that the contract explains. */
interface Step {
  before: number;
  after: number;
  /** Columns whose names may follow as an alias. */
  columns: string[];
  /** By how many the parentheses change that may be closed later. */
  opens?: number;
}

/**
 * Where two texts differ in something that the contract does not speak of; absent when nowhere. Compares lexeme by
 * lexeme and knows nothing of edits, so that it is no matter who made them.
 */
export function findForeignChange(
  options: FindForeignChangeOptions,
): { offset: number } | undefined {
  const vocabulary = readVocabulary(options.moves);
  const names = [
    ...vocabulary.words.flatMap(({ from, to }) =>
      becomesOneTable(from, to)
        ? [from].filter(name => !name.includes('.'))
        : [from, to],
    ),
    ...vocabulary.columns.flat(),
  ];
  const before = splitLexemes(options.before, names);
  const after = splitLexemes(options.after, names);
  const usedColumns = listUsedColumns(options.before);
  const pending = new Set<string>();
  let i = 0;
  let j = 0;
  let open = 0;
  while (i < before.length || j < after.length) {
    if (before[i] && before[i].text === after[j]?.text) {
      i += 1;
      j += 1;
      continue;
    }
    const step = findStep({
      before,
      after,
      i,
      j,
      open,
      pending,
      vocabulary,
      usedColumns,
      options,
    });
    if (!step) {
      return { offset: (after[j] ?? after[after.length - 1])?.start ?? 0 };
    }
    step.columns.forEach(column => pending.add(column.toLowerCase()));
    open += step.opens ?? 0;
    i += step.before;
    j += step.after;
    const isWritten = aliasLength(before, i, pending) > 0;
    if (step.columns.length && !isWritten) {
      j += aliasLength(
        after,
        j,
        new Set(step.columns.map(c => c.toLowerCase())),
      );
    }
  }
  return undefined;
}

interface Position {
  before: Lexeme[];
  after: Lexeme[];
  i: number;
  j: number;
  /** Parentheses around old conditions that are still open. */
  open: number;
  pending: Set<string>;
  vocabulary: Vocabulary;
  /** Columns that the text before names by USING, in lower case. */
  usedColumns: Set<string>;
  options: FindForeignChangeOptions;
}

function findStep(position: Position): Step | undefined {
  const { before, after, i, j, pending, options } = position;
  const alias = aliasLength(after, j, pending);
  if (alias > 0) {
    return { before: 0, after: alias, columns: [] };
  }
  const behindSpace = j > 0 ? aliasLength(after, j - 1, pending) : 0;
  if (
    behindSpace > 0 &&
    after[j - 1 + behindSpace]?.text === after[j - 1].text
  ) {
    return { before: 0, after: behindSpace, columns: [] };
  }
  const filter = addedFilter(position);
  if (filter) {
    return filter;
  }
  const old = before[i];
  const inFrame = frameStep(position);
  if (inFrame?.before === 0) {
    return inFrame;
  }
  if (!old || !after[j] || !options.mayChange(old.start)) {
    return undefined;
  }
  return (
    inFrame ??
    writtenJoin(position) ??
    mergedColumn(position) ??
    renamedColumn(position) ??
    addedQualifier(position) ??
    renamedWord(position) ??
    substituted(position) ??
    expandedStar(position) ??
    replacedCall(position)
  );
}

const LONGEST_COLUMN = 1_000;

/** Code of a data frame that gives a column its old name, or takes the place of one. */
function frameStep({ before, after, i, j, options }: Position) {
  const { frameDialect } = options;
  if (!after[j] || !frameDialect) {
    return undefined;
  }
  const from = before[i]?.start ?? options.before.length;
  const { start } = after[j];
  const step = explainFrameStep({
    before: options.before.slice(from),
    after: options.after.slice(start),
    preceding: options.after.slice(Math.max(0, start - LONGEST_COLUMN), start),
    fields: options.moves.flatMap(({ fields }) => [...fields.values()]),
    dialect: frameDialect,
  });
  return (
    step && {
      before: lengthOf(before, i, from + step.before),
      after: lengthOf(after, j, after[j].start + step.after),
      columns: [],
    }
  );
}

/** How many lexemes stand from an index up to an offset. */
function lengthOf(lexemes: Lexeme[], index: number, end: number): number {
  const length = lexemes.slice(index).findIndex(({ start }) => start >= end);
  return length < 0 ? lexemes.length - index : length;
}

function renamedColumn({ before, after, i, j, vocabulary }: Position) {
  const pair = findColumn(vocabulary, before[i].text, after[j].text);
  return pair && { before: 1, after: 1, columns: [pair[0]] };
}

function findColumn(vocabulary: Vocabulary, old: string, now: string) {
  return vocabulary.columns.find(
    ([from, to]) => same(old, from) && same(bare(now), to),
  );
}

/** A qualifier that a column needs under its new name: a name of the text, or of the new dataset. */
function addedQualifier({
  before,
  after,
  i,
  j,
  vocabulary,
  options,
}: Position) {
  const [qualifier, dot, first, second] = after.slice(j, j + 4);
  const isQuoted = isQuotedAt(before, i) && before[i].text === first?.text;
  const old = isQuoted ? before[i + 1] : before[i];
  const now = isQuoted ? second : first;
  const isName =
    options.before.includes(qualifier.text) ||
    vocabulary.words.some(({ to }) => to === qualifier.text);
  return dot?.text === '.' &&
    before[i - 1]?.text !== '.' &&
    /^\w+$/.test(qualifier.text) &&
    isName &&
    old &&
    now &&
    findColumn(vocabulary, old.text, now.text)
    ? { before: 0, after: 2, columns: [] }
    : undefined;
}

function renamedWord({ before, after, i, j, vocabulary, options }: Position) {
  const word = vocabulary.words.find(
    ({ from, to, next }) =>
      renames(before[i].text, after[j].text, { from, to }) &&
      (next === undefined ||
        options.standsAlone(before[i].start) ||
        startsLike(nextWord(before, i + 1) ?? '', next)),
  );
  const [oldName] = bare(word?.from ?? '')
    .split('.')
    .slice(-1);
  return word && { before: 1, after: 1, columns: oldName ? [oldName] : [] };
}

/** Whether a word becomes another by a pair of names, which may end in `*`. */
function renames(old: string, now: string, pair: { from: string; to: string }) {
  if (same(old, pair.from) && same(now, pair.to)) {
    return true;
  }
  const { from, to } = pair;
  const carriesRest = to.endsWith('*');
  return (
    from.endsWith('*') &&
    startsLike(old, from) &&
    same(carriesRest ? to.slice(0, -1) + old.slice(from.length - 1) : to, now)
  );
}

/** Whether one table replaces all shards; then names are compared part by part, since only parts of them match. */
function becomesOneTable(from: string, to: string): boolean {
  return from.endsWith('*') && !to.endsWith('*');
}

function startsLike(word: string, name: string): boolean {
  return name.endsWith('*')
    ? word.toLowerCase().startsWith(name.slice(0, -1).toLowerCase())
    : same(word, name);
}

function substituted(position: Position): Step | undefined {
  const { before, after, i, j, vocabulary, options } = position;
  const qualifier = qualifierLength(before, i);
  const quote = isQuotedAt(before, i + qualifier) ? 1 : 0;
  const column = before[i + qualifier + quote];
  for (const { column: name, pattern } of vocabulary.substitutes) {
    const match =
      column &&
      same(column.text, name) &&
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

/** A predicate that keeps the rows of the contract, with the parentheses that it needs. */
function addedFilter(position: Position): Step | undefined {
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

/** The list of the old columns in place of a star. */
function expandedStar({ before, after, i, j, options }: Position) {
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
          isExplained: (was, now) =>
            !findForeignChange({
              ...options,
              before: was,
              after: now,
              mayChange: at => options.mayChange(star.start + at),
            }),
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

/** ON in the place of USING. */
function writtenJoin({ before, after, i, j, options }: Position) {
  const match = matchWrittenJoin({
    before: options.before.slice(before[i].start),
    after: options.after.slice(after[j].start),
    moves: options.moves,
  });
  return (
    match && {
      before: countUntil(before, i, before[i].start + match.before),
      after: countUntil(after, j, after[j].start + match.after),
      columns: [],
    }
  );
}

/** A column that USING made one of, read from one side or both. */
function mergedColumn(position: Position) {
  const { before, after, i, j, usedColumns, options } = position;
  const isUsed =
    usedColumns.has(before[i].text.toLowerCase()) &&
    before[i - 1]?.text !== '.';
  if (!isUsed) {
    return undefined;
  }
  const length = matchMergedColumn({
    column: before[i].text,
    after: options.after.slice(after[j].start),
    moves: options.moves,
  });
  return length === undefined
    ? undefined
    : {
        before: 1,
        after: countUntil(after, j, after[j].start + length),
        columns: [before[i].text],
      };
}

function countUntil(lexemes: Lexeme[], index: number, end: number): number {
  let count = 0;
  while (lexemes[index + count] && lexemes[index + count].start < end) {
    count += 1;
  }
  return count;
}

/** How many lexemes of `table.` or of LookML's `${TABLE}.` stand at an index. */
function qualifierLength(lexemes: Lexeme[], index: number): number {
  if (lexemes[index + 1]?.text === '.') {
    return 2;
  }
  const five = lexemes.slice(index, index + 5).map(({ text }) => text);
  return five.join('') === '${TABLE}.' ? 5 : 0;
}

/** Whether one name in quotation marks stands at an index. */
function isQuotedAt(lexemes: Lexeme[], index: number): boolean {
  const [open, , close] = lexemes.slice(index, index + 3);
  return /^["`]$/.test(open?.text ?? '') && open.text === close?.text;
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
        same(old.names, spell(from)) && same(now.names, spell(to)),
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

/** How many lexemes of ` AS name` stand at an index, for one of the names. */
function aliasLength(
  lexemes: Lexeme[],
  index: number,
  names: Set<string>,
): number {
  const [space, as, gap, first, name, last, ...rest] = lexemes
    .slice(index, index + 8)
    .map(({ text }) => text);
  if (!/^\s+$/.test(space ?? '') || !/^as$/i.test(as ?? '') || gap !== ' ') {
    return 0;
  }
  if (names.has((first ?? '').toLowerCase())) {
    return 4;
  }
  if (first === '\\' && name === '"' && rest.join('') === '\\"') {
    return names.has((last ?? '').toLowerCase()) ? 8 : 0;
  }
  const quoted = /^["`]$/.test(first ?? '') && first === last;
  return quoted && names.has((name ?? '').toLowerCase()) ? 6 : 0;
}

function nextWord(lexemes: Lexeme[], index: number): string | undefined {
  return lexemes.slice(index, index + 8).find(({ text }) => /\w/.test(text))
    ?.text;
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function bare(text: string): string {
  return text.replace(/^["`]|["`]$/g, '');
}
