import type { Knex } from 'knex';
import type {
  DbAttemptRow,
  DbBranchPushRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../../tables';

/**
 * The attempt whose patch was merged with the pull request of a generation: the newest that had ended when the last
 * commit of the branch was written down. A later one may have been made while people merged, and was never published.
 */
export async function findMergedAttempt(
  knex: Knex,
  options: { target: DbTargetRow; generation: number },
): Promise<DbAttemptRow | undefined> {
  const { target, generation } = options;
  const pullRequest = await knex<DbPullRequestRow>('pull_requests')
    .where({ target_id: target.id, generation })
    .first('pushed_sha');
  const push = await knex<DbBranchPushRow>('branch_pushes')
    .where({
      target_id: target.id,
      generation,
      sha: pullRequest?.pushed_sha ?? '',
    })
    .first('pushed_at');
  if (!push) {
    // a version before wrote no pushes down
    return target.attempt_id === null
      ? undefined
      : await knex<DbAttemptRow>('attempts')
          .where({ id: target.attempt_id })
          .first();
  }
  return await knex<DbAttemptRow>('attempts')
    .where({ target_id: target.id })
    .whereNotNull('base_sha')
    .whereNotNull('files')
    .whereNot('files', '[]')
    .where('ended_at', '<=', push.pushed_at)
    .orderBy('number', 'desc')
    .first();
}
