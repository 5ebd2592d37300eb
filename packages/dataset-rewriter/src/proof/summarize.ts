import type { FileProof } from './proveFile';
import { describeAssumed } from './runScripts';
import type { QueryProof, RewriteProof, RungResult } from './types';

/** What the proofs of all files come to; a graph that is not closed outweighs them. */
export function summarize(
  files: FileProof[],
  graphProblems: QueryProof[],
): RewriteProof {
  const binds = [...files.flatMap(file => file.binds), ...graphProblems];
  const sameResults = files.flatMap(file => file.sameResults);
  const assumed = [
    ...new Set(files.flatMap(file => file.assumed ?? [])),
  ].sort();
  return {
    binds: fold(
      binds,
      count =>
        `${count} changed ${
          count === 1 ? 'query or read binds' : 'queries and reads bind'
        } against the new schema, with outputs as before.`,
      'No changed file reads anything that could be bound.',
    ),
    sameResults: fold(
      sameResults,
      count =>
        `${count} changed ${
          count === 1 ? 'query gives' : 'queries give'
        } the same rows on generated data${describeAssumed(assumed)}.`,
      'No changed file holds a query that could be run.',
    ),
  };
}

function fold(
  queries: QueryProof[],
  describe: (count: number) => string,
  nothing: string,
): RungResult {
  const sorted = [...queries].sort(
    (a, b) =>
      (a.file < b.file ? -1 : Number(a.file > b.file)) || a.line - b.line,
  );
  for (const status of ['failed', 'notProved'] as const) {
    const found = sorted.filter(query => query.status === status);
    if (found.length) {
      return { status, detail: tell(found), queries: sorted };
    }
  }
  const proved = sorted.filter(({ status }) => status === 'proved').length;
  return proved
    ? { status: 'proved', detail: describe(proved), queries: sorted }
    : { status: 'notApplicable', detail: nothing, queries: sorted };
}

const MOST_TOLD = 5;

function tell(found: QueryProof[]): string {
  const told = found
    .slice(0, MOST_TOLD)
    .map(({ file, line, detail }) => `${file}:${line}: ${detail}`);
  const more = found.length - told.length;
  return [...told, ...(more > 0 ? [`And ${more} more.`] : [])].join(' ');
}
