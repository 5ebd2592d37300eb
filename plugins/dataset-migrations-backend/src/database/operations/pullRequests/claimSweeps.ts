import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { databaseNow, nowPlus, skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';

export interface ClaimSweepsOptions {
  tx: Knex.Transaction;
  limit: number;
  nextSeconds: number;
  /** Hosts that are to be left alone. */
  withoutHosts: string[];
}

/** Takes open pull requests whose repositories are to be looked through, and puts their next turn off. */
export async function claimSweeps(
  options: ClaimSweepsOptions,
): Promise<Array<DbPullRequestRow & { migration_id: string }>> {
  const { tx, limit, nextSeconds, withoutHosts } = options;
  const due = tx<DbPullRequestRow>('pull_requests')
    .select('id')
    .where('state', 'open')
    // rows of a version before have no turn yet
    .where(turn =>
      turn.whereNull('sweep_at').orWhere('sweep_at', '<=', databaseNow(tx)),
    )
    .whereNotIn('host', withoutHosts)
    .orderBy('id')
    .limit(limit)
    .modify(skipLocked);
  const ids = await tx<DbPullRequestRow>('pull_requests')
    .modify(query => whereTaken(query, tx, due))
    .update({ sweep_at: nowPlus(tx, nextSeconds) })
    .returning('id');
  return await tx('pull_requests')
    .join('targets', 'targets.id', 'pull_requests.target_id')
    .whereIn(
      'pull_requests.id',
      ids.map(({ id }) => id),
    )
    .select('pull_requests.*', 'targets.migration_id');
}
