import type { PlannedMove, Relation } from '../contract/planMoves';
import { pathStem } from '../contract/pathStem';
import { createSpanIndex } from '../edits/createSpanIndex';
import type { Span } from '../edits/Edit';

/** A place where an old name is spelled. */
export interface Mention extends Span {
  name: string;
}

/** Finds spelled names; knows no grammar. */
export interface MentionFinder {
  /** Old names of a dataset, as whole tokens. */
  findNames(text: string): Mention[];
  /** Columns that change, as whole tokens. */
  findColumns(text: string): Mention[];
  /** Whether a text may concern the contract at all, by the old or the new names. */
  concerns(text: string): boolean;
  /** Whether bytes, whatever their encoding, may hold a name; says yes too often, and never no for a file that concerns. */
  mayConcern(content: Uint8Array): boolean;
  /** The first old name in bytes that are no text. */
  findFirstName(content: Uint8Array): string | undefined;
}

/** How a name is spelled. */
interface Spelling {
  /** As a regular expression. */
  pattern: string;
  /** What every spelling of it holds: lower case, and only ASCII. */
  needle: string;
}

/** In a string of code a name may follow an escape, as in `FROM\\nname`. */
const BEFORE = '(?<![A-Za-z0-9_](?<!\\\\[nrt]))';
const AFTER = '(?![A-Za-z0-9_])';
const NOT_ASCII = /[^ -~]/;
const PART_BYTES = 1024 * 1024;
const OVERLAP_BYTES = 4096;

/** Prepares the search for the names of a contract. */
export function createMentionFinder(moves: PlannedMove[]): MentionFinder {
  const spellings = {
    old: moves.flatMap(oldSpellings),
    new: moves.flatMap(newSpellings),
    calls: moves.flatMap(callSpellings),
  };
  const oldNames = toPattern(spellings.old);
  const newNames = toPattern(spellings.new);
  const columns = toPattern(
    moves.flatMap(({ fields }) =>
      [...fields.values()].map(({ name }) => spell(name)),
    ),
  );
  const anyName = toPattern(Object.values(spellings).flat());
  const holdsPieces = createPieceTest(moves);
  const isOld = createByteTest(spellings.old);
  return {
    findNames: text => {
      const replaced = createSpanIndex(matchAll(newNames, text));
      return matchAll(oldNames, text).filter(name => !replaced.covers(name));
    },
    findColumns: text => matchAll(columns, text),
    concerns: text => text.search(anyName) >= 0 || holdsPieces(text),
    mayConcern: createByteTest(Object.values(spellings).flat()),
    findFirstName: content => findFirst(content, isOld, oldNames),
  };
}

/** Looks at a part at a time, so that a large file costs no memory; a name that is split between two parts is in the overlap. */
function findFirst(
  content: Uint8Array,
  isOld: (content: Uint8Array) => boolean,
  oldNames: RegExp,
): string | undefined {
  for (let start = 0; start < content.length; start += PART_BYTES) {
    const part = content.subarray(start, start + PART_BYTES + OVERLAP_BYTES);
    const found = isOld(part) && decodeBytes(part).match(oldNames);
    if (found) {
      return found[0];
    }
  }
  return undefined;
}

function createByteTest(
  spellings: Spelling[],
): (content: Uint8Array) => boolean {
  const needles = withoutLongerOnes(spellings.map(({ needle }) => needle));
  return content => {
    if (!content.length || !needles.length) {
      return false;
    }
    const text = decodeBytes(content).toLowerCase();
    return needles.some(needle => text.includes(needle));
  };
}

/** A needle that holds another one finds nothing that the other one does not. */
function withoutLongerOnes(needles: string[]): string[] {
  const unique = [...new Set(needles)].sort((a, b) => a.length - b.length);
  const kept: string[] = [];
  for (const needle of unique) {
    if (!kept.some(shorter => needle.includes(shorter))) {
      kept.push(needle);
    }
  }
  return kept;
}

/** One character for each byte; what UTF-16 puts between the letters of a name is dropped. */
function decodeBytes(content: Uint8Array): string {
  const bytes = Buffer.from(
    content.buffer,
    content.byteOffset,
    content.byteLength,
  );
  const text = bytes.toString('latin1');
  return bytes.includes(0) ? text.replaceAll('\0', '') : text;
}

function oldSpellings({
  tables,
  relations,
  fullNames,
}: PlannedMove): Spelling[] {
  const bare = [
    ...tables
      .filter(({ from, to }) => from.at(-1) !== to.at(-1))
      .map(({ from }) => from[from.length - 1]),
    ...relations
      .filter(({ from, to }) => nameOf(from) !== nameOf(to))
      .map(({ from }) => nameOf(from)),
  ].filter(isDistinctive);
  return [
    ...fullNames.map(({ from }) => spell(pathStem(from))),
    ...tables.flatMap(({ from }) => suffixes(from)),
    ...tables.flatMap(({ from }) => behindPlaceholder(from)),
    ...tables.flatMap(({ from }) => underTwoKeys(from)),
    ...bare.map(spell),
  ];
}

/** A name of which the schema is put in when the code runs. */
function behindPlaceholder(parts: string[]): Spelling[] {
  const { pattern, needle } = spell(parts[parts.length - 1]);
  return parts.length > 1
    ? [{ pattern: `(?<=\\})\\.${pattern}`, needle: `}.${needle}` }]
    : [];
}

/**
 * `dataset_id = "d"` and `table_id = "t"`, one behind the other, of which the first may be a resource of Terraform; and the
 * calls of clients.
 */
function underTwoKeys(parts: string[]): Spelling[] {
  const [schema, table] = parts.slice(-2).map(spell);
  const between = `['"]?\\s*[:=]\\s*['"]?`;
  return parts.length > 1
    ? [
        {
          pattern: `dataset_?id${between}(?:[\\w-]+\\.)*${schema.pattern}(?:\\.dataset_id)?['"]?,?\\s*(?:-\\s*)?['"]?table_?id${between}${table.pattern}`,
          needle: longest([schema.needle, table.needle]),
        },
        {
          pattern: `(?:dataset\\(\\s*['"]${schema.pattern}['"][^()\\n]*\\)\\s*\\.\\s*table\\(|TableId\\.of\\((?:\\s*"[^"\\n]*",)?\\s*"${schema.pattern}",)\\s*['"]${table.pattern}['"]?`,
          needle: longest([schema.needle, table.needle]),
        },
      ]
    : [];
}

const HAS_KEYS = /(?:dataset|schema|database)/i;

/**
 * Whether a text may name an old table in pieces that stand apart: both as values, or the table under a key of its own beside
 * a dataset that is only known when the code runs.
 */
function createPieceTest(moves: PlannedMove[]): (text: string) => boolean {
  const pairs = moves
    .flatMap(({ tables }) => tables.map(({ from }) => from.slice(-2)))
    .filter(parts => parts.length > 1 && !parts[1].endsWith('*'))
    .map(([schema, table]) => ({
      schema: new RegExp(asValue(schema), 'im'),
      table: new RegExp(asValue(table), 'im'),
      keyed: new RegExp(
        `table_?(?:id|name)?['"]?\\s*[:=]\\s*['"]?${escape(table)}${AFTER}`,
        'i',
      ),
    }));
  return text =>
    HAS_KEYS.test(text) &&
    pairs.some(
      ({ schema, table, keyed }) =>
        keyed.test(text) || (table.test(text) && schema.test(text)),
    );
}

/** In quotation marks, or the rest of a line of YAML. */
function asValue(name: string): string {
  return `(?:['"]|[:.]\\s*)${escape(name)}(?:['"]|[ \\t]*(?:#|,|\\}|\\r?$))`;
}

function newSpellings({ tables, fullNames }: PlannedMove): Spelling[] {
  return [
    ...fullNames.map(({ to }) => spell(pathStem(to))),
    ...tables.flatMap(({ to }) => suffixes(to)),
  ];
}

function callSpellings({ relations }: PlannedMove): Spelling[] {
  return relations.flatMap(({ from, to }) => [
    spell(nameOf(from)),
    spell(nameOf(to)),
  ]);
}

function nameOf(relation: Relation): string {
  return relation.kind === 'ref' ? relation.model : relation.table;
}

/** A common word such as `users` says nothing on its own. */
function isDistinctive(name: string): boolean {
  return /[_\d]/.test(name.replace(/\*$/, ''));
}

/**
 * The name and what is left without its first parts, down to two; quotes and a colon may stand between. A list of strings
 * may spell the parts of a whole name.
 */
function suffixes(parts: string[]): Spelling[] {
  const spelled: Spelling[] = [];
  for (let first = 0; first <= parts.length - 2; first += 1) {
    const rest = parts.slice(first).map(spell);
    const dots = '[`"\\]]?[.:][`"\\[]?';
    const commas = `['"]\\s*,\\s*['"]`;
    const isWhole = first === 0 && parts.length > 2;
    spelled.push({
      pattern: (isWhole ? [dots, commas] : [dots])
        .map(between => rest.map(({ pattern }) => pattern).join(between))
        .join('|'),
      needle: longest(rest.map(({ needle }) => needle)),
    });
  }
  return spelled;
}

function spell(name: string): Spelling {
  const start = name.endsWith('*') ? name.slice(0, -1) : name;
  const rest = name.endsWith('*') ? '[A-Za-z0-9_*]*' : '';
  return {
    pattern: escape(start) + rest,
    needle: longest(start.toLowerCase().split(NOT_ASCII)),
  };
}

function longest(texts: string[]): string {
  return texts.reduce((a, b) => (b.length > a.length ? b : a), '');
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Longer spellings first, since the first that fits is taken; without any, nothing fits. */
function toPattern(spellings: Spelling[]): RegExp {
  const unique = [...new Set(spellings.map(({ pattern }) => pattern))].sort(
    (a, b) => b.length - a.length,
  );
  return new RegExp(
    unique.length ? `${BEFORE}(?:${unique.join('|')})${AFTER}` : '(?!)',
    'gi',
  );
}

function matchAll(pattern: RegExp, text: string): Mention[] {
  return [...text.matchAll(pattern)].map(match => ({
    name: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
