import { findSubstitutions } from './findSubstitutions';
import { readChanges } from './readChanges';
import { wordsOf } from './words';

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

export interface FindDeviationsOptions {
  exemplar: string;
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

/**
 * The changed lines of a patch that have no equal in the exemplar once names are left out that the change does not speak
 * of: what somebody who has read the exemplar has not read yet.
 */
export function findDeviations(options: FindDeviationsOptions): Deviations {
  const { exemplar, patch, limit } = options;
  const kept = new Set(
    readChanges(exemplar)
      .flatMap(change => findSubstitutions(change) ?? [])
      .flatMap(({ removed, added }) => [...removed, ...added]),
  );
  const known = new Set(linesOf(exemplar).map(line => normalize(line, kept)));
  const lines = linesOf(patch).filter(
    line => !known.has(normalize(line, kept)),
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
