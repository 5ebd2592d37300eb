import type { DbPullRequestRow } from '../database/tables';

/**
 * Whether a branch holds commits that are not Skein's, by where its head is. Rows of a version before do not say what was
 * pushed: then nothing is taken for theirs, and the publisher looks itself.
 */
export function hasHumanCommits(
  { pushed_sha: pushedSha }: Pick<DbPullRequestRow, 'pushed_sha'>,
  headSha: string,
): boolean {
  return pushedSha !== null && pushedSha !== headSha;
}
