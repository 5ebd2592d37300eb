import { pathStem } from '../contract/pathStem';
import type { PlannedMove, Relation } from '../contract/planMoves';
import { explainFrameStep } from '../frames/explainFrameStep';
import { splitLexemes, type Lexeme } from './splitLexemes';

interface FindForeignChangeOptions {
  before: string;
  after: string;
  moves: PlannedMove[];
  /** Whether a name at an offset of `before` may change at all: not in comments, not in strings of SQL. */
  mayChange(offset: number): boolean;
  /** Whether single parts of a name stand alone, as in the YAML of dbt. */
  partsStandAlone: boolean;
}

/** A step over lexemes of both texts that the contract explains. */
interface Step {
  before: number;
  after: number;
  /** Columns whose names may follow as an alias. */
  columns: string[];
}

/** What the contract lets change into what. */
interface Vocabulary {
  columns: [string, string][];
  /** A name, and the word that has to follow so that it is a part of the dataset's name. */
  words: { from: string; to: string; next?: string }[];
  calls: { from: Relation; to: Relation }[];
  substitutes: { column: string; pattern: string }[];
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
    ...vocabulary.words.flatMap(({ from, to }) => [from, to]),
    ...vocabulary.columns.flat(),
  ];
  const before = splitLexemes(options.before, names);
  const after = splitLexemes(options.after, names);
  const pending = new Set<string>();
  let i = 0;
  let j = 0;
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
      pending,
      vocabulary,
      options,
    });
    if (!step) {
      return { offset: (after[j] ?? after[after.length - 1])?.start ?? 0 };
    }
    step.columns.forEach(column => pending.add(column.toLowerCase()));
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
  pending: Set<string>;
  vocabulary: Vocabulary;
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
    renamedColumn(position) ??
    renamedWord(position) ??
    substituted(position) ??
    replacedCall(position)
  );
}

/** Code of a data frame that gives a column its old name, or takes the place of one. */
function frameStep({ before, after, i, j, options }: Position) {
  if (!after[j]) {
    return undefined;
  }
  const from = before[i]?.start ?? options.before.length;
  const step = explainFrameStep(
    options.before.slice(from),
    options.after.slice(after[j].start),
    options.moves.flatMap(({ fields }) => [...fields.values()]),
  );
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
  const pair = vocabulary.columns.find(
    ([from, to]) => same(before[i].text, from) && same(bare(after[j].text), to),
  );
  return pair && { before: 1, after: 1, columns: [pair[0]] };
}

function renamedWord({ before, after, i, j, vocabulary, options }: Position) {
  const word = vocabulary.words.find(
    ({ from, to, next }) =>
      renames(before[i].text, after[j].text, { from, to }) &&
      (next === undefined ||
        options.partsStandAlone ||
        startsLike(nextWord(before, i + 1) ?? '', next)),
  );
  return word && { before: 1, after: 1, columns: [] };
}

/** Whether a word becomes another by a pair of names, which may end in `*`. */
function renames(old: string, now: string, pair: { from: string; to: string }) {
  if (same(old, pair.from) && same(now, pair.to)) {
    return true;
  }
  const { from, to } = pair;
  return (
    from.endsWith('*') &&
    to.endsWith('*') &&
    startsLike(old, from) &&
    same(to.slice(0, -1) + old.slice(from.length - 1), now)
  );
}

function startsLike(word: string, name: string): boolean {
  return name.endsWith('*')
    ? word.toLowerCase().startsWith(name.slice(0, -1).toLowerCase())
    : same(word, name);
}

function substituted(position: Position): Step | undefined {
  const { before, after, i, j, vocabulary, options } = position;
  const qualifier = qualifierLength(before, i);
  const column = before[i + qualifier];
  for (const { column: name, pattern } of vocabulary.substitutes) {
    const match =
      column &&
      same(column.text, name) &&
      new RegExp(`^(?:${pattern}|\\(${pattern}\\))`).exec(
        options.after.slice(after[j].start),
      );
    if (match) {
      const end = after[j].start + match[0].length;
      const length = after.slice(j).findIndex(lexeme => lexeme.start >= end);
      return {
        before: qualifier + 1,
        after: length < 0 ? after.length - j : length,
        columns: [name],
      };
    }
  }
  return undefined;
}

/** How many lexemes of `table.` or of LookML's `${TABLE}.` stand at an index. */
function qualifierLength(lexemes: Lexeme[], index: number): number {
  if (lexemes[index + 1]?.text === '.') {
    return 2;
  }
  const five = lexemes.slice(index, index + 5).map(({ text }) => text);
  return five.join('') === '${TABLE}.' ? 5 : 0;
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
  const next = lexemes.slice(index).findIndex(lexeme => lexeme.start >= end);
  const names = match[1]
    .split(',')
    .map(name => name.replace(/["'\s]/g, ''))
    .join('.');
  return { names, length: next < 0 ? lexemes.length - index : next };
}

function spell(relation: Relation): string {
  if (relation.kind === 'source') {
    return `${relation.source}.${relation.table}`;
  }
  const { package: owner, model, version } = relation;
  return [owner, model, version === undefined ? undefined : `v=${version}`]
    .filter(part => part !== undefined)
    .join('.');
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

function readVocabulary(moves: PlannedMove[]): Vocabulary {
  const fields = moves.flatMap(move => [...move.fields.values()]);
  return {
    columns: fields.flatMap(({ name, to }): [string, string][] =>
      to === undefined ? [] : [[name, to]],
    ),
    words: moves.flatMap(({ tables, relations, fullNames }) => [
      ...fullNames,
      ...fullNames.map(({ from, to }) => ({
        from: pathStem(from),
        to: pathStem(to),
      })),
      ...tables.flatMap(({ from, to }) => pairParts(from, to)),
      ...relations.flatMap(({ from, to }) =>
        from.kind === to.kind
          ? pairParts(spell(from).split('.'), spell(to).split('.'))
          : [],
      ),
    ]),
    calls: moves.flatMap(({ relations }) => relations),
    substitutes: fields.flatMap(({ name, expression }) =>
      expression === undefined
        ? []
        : [{ column: name, pattern: toPattern(expression) }],
    ),
  };
}

/** Parts from the right; a part that is not the last needs the next one behind it. */
function pairParts(from: string[], to: string[]): Vocabulary['words'] {
  const shared = Math.min(from.length, to.length);
  const parts: Vocabulary['words'] = [];
  for (let fromEnd = 1; fromEnd <= shared; fromEnd += 1) {
    const old = from[from.length - fromEnd];
    const now = to[to.length - fromEnd];
    if (old !== now) {
      parts.push({ from: old, to: now, next: from[from.length - fromEnd + 1] });
    }
  }
  const suffixes = [];
  for (let length = 2; length <= shared; length += 1) {
    suffixes.push({
      from: from.slice(-length).join('.'),
      to: to.slice(-length).join('.'),
    });
  }
  return [...parts, ...suffixes];
}

function toPattern(expression: string): string {
  return expression
    .split(/\{(\w+)\}/)
    .map((part, index) =>
      index % 2
        ? `(?:(?:[\\w\`"]+|\\$\\{TABLE\\})\\.)?${part}`
        : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    )
    .join('');
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function bare(text: string): string {
  return text.replace(/^["`]|["`]$/g, '');
}
