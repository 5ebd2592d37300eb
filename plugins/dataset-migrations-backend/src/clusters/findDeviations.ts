import { wordsOf } from '../patches/codeWords';
import { readChanges } from '../patches/readChanges';
import { findSubstitutions } from './findSubstitutions';

/** A line that a patch takes out or puts in. */
export interface ChangedLine {
  path: string;
  change: 'added' | 'removed';
  text: string;
}

export interface Deviations {
  lines: ChangedLine[];
  /** How many more there are. */
  moreLines: number;
}

/** What somebody knows who has read a patch. */
export interface Exemplar {
  /** Names that the patch speaks of. */
  names: ReadonlySet<string>;
  /** Its lines, without all other names. */
  lines: ReadonlySet<string>;
}

export interface FindDeviationsOptions {
  exemplar: Exemplar;
  patch: string;
  /** How many lines are given at most. */
  limit: number;
}

const LONGEST_LINE = 500;

/** Words that make up the structure of a query, whatever it reads. */
const STRUCTURE = new Set(
  `select distinct from where join inner left right full outer cross lateral on using group by having order limit offset
   union all except intersect with as case when then else end and or not in is null like between exists over partition
   insert into update delete merge values set create table view cast interval qualify window unnest asc desc`.split(
    /\s+/,
  ),
);

/** Reads the patch that others are compared with. */
export function readExemplar(patch: string): Exemplar {
  const names = new Set(
    readChanges(patch)
      .flatMap(change => findSubstitutions(change) ?? [])
      .flatMap(({ removed, added }) => [...removed, ...added]),
  );
  const lines = new Set(linesOf(patch).map(line => normalize(line, names)));
  return { names, lines };
}

/**
 * The changed lines of a patch that have no equal in the exemplar once names are left out that the change does not speak
 * of: what somebody who has read the exemplar has not read yet.
 */
export function findDeviations(options: FindDeviationsOptions): Deviations {
  const { exemplar, patch, limit } = options;
  const lines = linesOf(patch).filter(
    line => !exemplar.lines.has(normalize(line, exemplar.names)),
  );
  return {
    lines: lines
      .slice(0, limit)
      .map(line => ({ ...line, text: line.text.slice(0, LONGEST_LINE) })),
    moreLines: Math.max(0, lines.length - limit),
  };
}

function linesOf(patch: string): ChangedLine[] {
  return readChanges(patch).flatMap(({ path, removed, added }) => [
    ...removed.map(text => ({ path, change: 'removed' as const, text })),
    ...added.map(text => ({ path, change: 'added' as const, text })),
  ]);
}

function normalize(
  { change, text }: ChangedLine,
  kept: ReadonlySet<string>,
): string {
  const words = wordsOf(text);
  const plain = words.map((word, index) => {
    const isName = /^[A-Za-z_]/.test(word);
    const isCalled = words[index + 1] === '(';
    return !isName ||
      isCalled ||
      kept.has(word) ||
      STRUCTURE.has(word.toLowerCase())
      ? word
      : '·';
  });
  return `${change} ${plain.join(' ')}`;
}
