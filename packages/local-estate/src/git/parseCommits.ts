/** @internal */
export interface GitCommit {
  sha: string;
  tree: string;
  parents: string[];
  author: { name: string; email: string; date: string };
  committer: { name: string; email: string; date: string };
  message: string;
}

/** Fields end with the unit separator and commits with the record separator: neither stands in a commit message. */
export const COMMIT_FORMAT = `${[
  '%H',
  '%T',
  '%P',
  '%an',
  '%ae',
  '%aI',
  '%cn',
  '%ce',
  '%cI',
  '%B',
].join('%x1f')}%x1e`;

/**
 * Reads what `git log` prints with `COMMIT_FORMAT`.
 * @internal
 */
export function parseCommits(text: string): GitCommit[] {
  return text
    .split('\x1e')
    .map(record => record.replace(/^\n/, ''))
    .filter(Boolean)
    .map(record => {
      const field = record.split('\x1f');
      return {
        sha: field[0],
        tree: field[1],
        parents: field[2] ? field[2].split(' ') : [],
        author: { name: field[3], email: field[4], date: field[5] },
        committer: { name: field[6], email: field[7], date: field[8] },
        message: field[9].trimEnd(),
      };
    });
}
