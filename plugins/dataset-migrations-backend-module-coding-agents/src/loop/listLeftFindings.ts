import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';

/** Lines of files, by path; a file that is not there or not readable has none. */
export type LinesOf = ReadonlyMap<string, readonly string[]>;

function count(lines: readonly string[] | undefined, text: string): number {
  return (lines ?? []).filter(line => line.trim() === text).length;
}

/**
 * What of the residue still stands, by the files and not by the word of an agent: a place is moved when its line is there
 * less often than before.
 */
export function listLeftFindings(options: {
  residue: Finding[];
  before: LinesOf;
  after: LinesOf;
}): Finding[] {
  const { residue, before, after } = options;
  return residue.filter(({ file, line }) => {
    const old = before.get(file);
    const now = after.get(file);
    const text = line === undefined ? undefined : old?.[line - 1]?.trim();
    return text === undefined
      ? old?.join('\n') === now?.join('\n')
      : count(now, text) >= count(old, text);
  });
}
