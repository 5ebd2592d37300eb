import type { PlannedField, PlannedMove } from '../contract/planMoves';
import { readStarText } from './readStarText';
import { expressionPattern } from './expressionPattern';

interface MatchStarListOptions {
  before: string;
  /** Where the star stands in `before`. */
  star: number;
  after: string;
  /** Where the list begins in `after`. */
  list: number;
  moves: PlannedMove[];
  /** Whether one text becomes the other by nothing but the contract. */
  isExplained(before: string, after: string): boolean;
}

const QUALIFIER = '(?:[\\w$`"]+\\.)?';
const CLAUSES = /\b(?:except|exclude|rename|replace)\s*(\([^()]*\)|[`"]?\w+)/gi;

/**
 * Whether a list in place of a star names the old columns of a dataset, all of them, in their order and under their old
 * names. Other items have to be names that the text holds anyway. Gives where star and list end.
 */
export function matchStarList(
  options: MatchStarListOptions,
): { starEnd: number; listEnd: number } | undefined {
  const { before, star, after, list, moves, isExplained } = options;
  const own = readStarText(before.slice(star));
  if (!own) {
    return undefined;
  }
  const starEnd = star + own.text.length;
  const next = firstWord(before, starEnd);
  const words = new Set(before.toLowerCase().match(/\w+/g));
  const excluded = new Set(
    [...before.matchAll(CLAUSES)].flatMap(
      ([, names]) => names.toLowerCase().match(/\w+/g) ?? [],
    ),
  );
  const renamed = readRenames(own.text);
  let at = list;
  let lists = 0;
  let loose: { starEnd: number; listEnd: number } | undefined;
  for (;;) {
    const start = at;
    const end =
      firstDefined(moves, move =>
        matchColumns({
          move,
          after,
          at: start,
          excluded,
          renamed,
          replaced: own.replaced,
          isExplained,
        }),
      ) ?? -1;
    if (end >= 0) {
      lists += 1;
      at = end;
    } else {
      const other = matchOther(after, at, words);
      if (other === undefined) {
        return loose;
      }
      at = other;
    }
    if (lists > 0 && firstWord(after, at) === next) {
      const found = { starEnd, listEnd: at };
      if (next !== ',' || continuesAlike(options, starEnd, at)) {
        return found;
      }
      loose ??= found;
    }
    const comma = /^\s*,\s*/.exec(after.slice(at, at + 200));
    if (!comma) {
      return loose;
    }
    at += comma[0].length;
  }
}

interface MatchColumnsOptions {
  move: PlannedMove;
  after: string;
  at: number;
  excluded: Set<string>;
  /** The names that the star itself gives to columns, by the columns' own. */
  renamed: Map<string, string>;
  /** What the star itself says of columns. */
  replaced: Map<string, string>;
  isExplained: MatchStarListOptions['isExplained'];
}

/** The names that `RENAME (a AS b, …)` gives. */
function readRenames(clauses: string): Map<string, string> {
  const lists = clauses.matchAll(/\brename\s*(?:\(([^()]*)\)|(.+))/gi);
  return new Map(
    [...lists].flatMap(([, list, single]) =>
      Array.from(
        (list ?? single).matchAll(/(\w+)[`"]?\s+as\s+[`"]?(\w+)/gi),
        ([, from, to]) => [from.toLowerCase(), to] as const,
      ),
    ),
  );
}

/** The end of a list of all old columns of one dataset. */
function matchColumns({
  move,
  after,
  at,
  excluded,
  renamed,
  replaced,
  isExplained,
}: MatchColumnsOptions): number | undefined {
  let position = at;
  let found = 0;
  for (const name of move.oldNames ?? []) {
    const comma = found ? /^\s*,\s*/.exec(after.slice(position)) : [''];
    const given = replaced.get(name.toLowerCase());
    if (comma && given !== undefined) {
      const first = position + comma[0].length;
      // the star's own qualifier stands before the first of them, and was compared with it
      const bare = found ? given : given.replace(/^[\w`"]+\s*\.\s*/, '');
      const rest = after.slice(first);
      const length =
        matchGiven(given, name, rest, isExplained) ??
        matchGiven(bare, name, rest, isExplained);
      if (length === undefined) {
        return undefined;
      }
      position = first + length;
      found += 1;
      continue;
    }
    const field = move.fields.get(name.toLowerCase());
    const output = renamed.get(name.toLowerCase()) ?? name;
    const item =
      comma &&
      itemPattern({ name, output, field, propagates: move.propagates }).exec(
        after.slice(position + comma[0].length),
      );
    if (comma && item) {
      position += comma[0].length + item[0].length;
      found += 1;
    } else if (!excluded.has(name.toLowerCase())) {
      return undefined;
    }
  }
  return found ? position : undefined;
}

const LONGEST_VALUE = 5_000;

/** How long the value is that REPLACE gave a column, with its name. */
function matchGiven(
  given: string,
  name: string,
  after: string,
  isExplained: MatchStarListOptions['isExplained'],
): number | undefined {
  const part = after.slice(0, LONGEST_VALUE + given.length);
  const ends = part.matchAll(
    new RegExp(`\\bas\\s+${quoted(name)}(?!\\w)`, 'gi'),
  );
  return [...ends]
    .map(match => match.index + match[0].length)
    .find(end => isExplained(given, part.slice(0, end)));
}

interface ItemPatternOptions {
  name: string;
  /** What the item is called. */
  output: string;
  field: PlannedField | undefined;
  /** Whether a renamed column may be called by its new name. */
  propagates: boolean;
}

function itemPattern({
  name,
  output,
  field,
  propagates,
}: ItemPatternOptions): RegExp {
  const alias = `(?:\\s+as\\s+[\`"]?\\w+[\`"]?)`;
  if (!field) {
    return new RegExp(`^${QUALIFIER}${quoted(name)}${alias}?(?![\\w.])`, 'i');
  }
  const value =
    field.expression === undefined
      ? `${QUALIFIER}${quoted(field.to ?? name)}`
      : expressionPattern(field.expression);
  const isOptional =
    field.to === output || (propagates && field.action === 'rename');
  const sameName = isOptional ? '?' : '';
  return new RegExp(
    `^${value}(?:\\s+as\\s+${quoted(output)})${sameName}(?![\\w.])`,
    'i',
  );
}

function quoted(name: string): string {
  return `[\`"]?${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[\`"]?`;
}

/** A name that the text holds anyway, or all columns of another table. */
function matchOther(
  after: string,
  at: number,
  words: Set<string>,
): number | undefined {
  const match = /^(?:[\w$`"]+\.)?(?:\*|[`"]?(\w+)[`"]?)/.exec(after.slice(at));
  return match && (match[1] === undefined || words.has(match[1].toLowerCase()))
    ? at + match[0].length
    : undefined;
}

function firstWord(text: string, at: number): string {
  return /^\s*(\w+|[^\s]|$)/.exec(text.slice(at))?.[1].toLowerCase() ?? '';
}

/** Whether the item behind the list is the one behind the star, perhaps with its column changed. */
function continuesAlike(
  { before, after, moves }: MatchStarListOptions,
  starEnd: number,
  listEnd: number,
): boolean {
  const [old, oldColumn] = wordsOfItem(before, starEnd);
  const [now, nowColumn] = wordsOfItem(after, listEnd);
  const name = oldColumn ?? old;
  const text = after.slice(after.indexOf(',', listEnd) + 1);
  const changes = moves.flatMap(({ fields }) => fields.get(name) ?? []);
  const isRenamed = changes.some(
    ({ to }) => to?.toLowerCase() === (nowColumn ?? now),
  );
  const isSubstituted = changes.some(
    ({ expression }) =>
      expression !== undefined &&
      new RegExp(`^[\\s(]*${expressionPattern(expression)}`).test(text),
  );
  return (old === now && oldColumn === nowColumn) || isRenamed || isSubstituted;
}

/** The first word of the item behind a comma, and the column if that word is a qualifier. */
function wordsOfItem(text: string, at: number): [string, string?] {
  const next = text.indexOf(',', at) + 1;
  const match = /^[\s(`"]*([\w*]+)[`"]?(?:\.[`"]?([\w*]+))?/.exec(
    text.slice(next, next + 300),
  );
  return match ? [match[1].toLowerCase(), match[2]?.toLowerCase()] : [''];
}

function firstDefined<T, R>(
  values: T[],
  read: (value: T) => R | undefined,
): R | undefined {
  for (const value of values) {
    const result = read(value);
    if (result !== undefined) {
      return result;
    }
  }
  return undefined;
}
