import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';

/** Open pull requests of targets that need no change any more, and for which nobody has meant anything because of that. */
export async function listNeedless(
  tx: Knex.Transaction,
  limit: number,
): Promise<Array<Pick<DbPullRequestRow, 'id' | 'target_id'>>> {
  return tx('targets')
    .join('pull_requests', join =>
      join
        .on('pull_requests.target_id', 'targets.id')
        .andOn('pull_requests.generation', 'targets.generation'),
    )
    .where({ 'targets.state': 'noChanges', 'pull_requests.state': 'open' })
    .whereNotExists(
      tx('effects')
        .select('effects.id')
        .whereRaw('effects.pull_request_id = pull_requests.id')
        .where('effects.key', 'closeNeedless'),
    )
    .orderBy('pull_requests.id')
    .limit(limit)
    .select('pull_requests.id', 'pull_requests.target_id');
}
