import type { PlannedMove, Relation } from '../contract/planMoves';
import { pathStem } from '../contract/pathStem';
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
}

/** In a string of code a name may follow an escape, as in `FROM\\nname`. */
const BEFORE = '(?<![A-Za-z0-9_](?<!\\\\[nrt]))';
const AFTER = '(?![A-Za-z0-9_])';

/** Prepares the search for the names of a contract. */
export function createMentionFinder(moves: PlannedMove[]): MentionFinder {
  const oldNames = toPattern(moves.flatMap(oldSpellings));
  const newNames = toPattern(moves.flatMap(newSpellings));
  const columns = toPattern(
    moves.flatMap(({ fields }) =>
      [...fields.values()].map(({ name }) => escape(name)),
    ),
  );
  const callNames = toPattern(moves.flatMap(callSpellings));
  return {
    findNames: text => {
      const replaced = matchAll(newNames, text);
      return matchAll(oldNames, text).filter(
        ({ start, end }) =>
          !replaced.some(other => other.start <= start && end <= other.end),
      );
    },
    findColumns: text => matchAll(columns, text),
    concerns: text =>
      [oldNames, newNames, callNames].some(
        pattern => matchAll(pattern, text).length > 0,
      ),
  };
}

function oldSpellings({ tables, relations, fullNames }: PlannedMove): string[] {
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
    ...bare.map(spell),
  ];
}

function newSpellings({ tables, fullNames }: PlannedMove): string[] {
  return [
    ...fullNames.map(({ to }) => spell(pathStem(to))),
    ...tables.flatMap(({ to }) => suffixes(to)),
  ];
}

function callSpellings({ relations }: PlannedMove): string[] {
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

/** The name and what is left without its first parts, down to two; quotes and a colon may stand between. */
function suffixes(parts: string[]): string[] {
  const spelled: string[] = [];
  for (let first = 0; first <= parts.length - 2; first += 1) {
    spelled.push(parts.slice(first).map(spell).join('[`"\\]]?[.:][`"\\[]?'));
  }
  return spelled;
}

function spell(name: string): string {
  return name.endsWith('*')
    ? `${escape(name.slice(0, -1))}[A-Za-z0-9_*]*`
    : escape(name);
}

function escape(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function toPattern(spellings: string[]): RegExp | undefined {
  const unique = [...new Set(spellings)].sort((a, b) => b.length - a.length);
  return unique.length
    ? new RegExp(`${BEFORE}(?:${unique.join('|')})${AFTER}`, 'gi')
    : undefined;
}

function matchAll(pattern: RegExp | undefined, text: string): Mention[] {
  return pattern
    ? [...text.matchAll(pattern)].map(match => ({
        name: match[0],
        start: match.index,
        end: match.index + match[0].length,
      }))
    : [];
}
