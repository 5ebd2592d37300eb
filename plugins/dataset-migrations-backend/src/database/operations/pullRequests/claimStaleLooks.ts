import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { databaseNow, nowPlus, secondsSince, skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';
import { whereWindowOpen } from '../windows/whereWindowOpen';

export interface ClaimStaleLooksOptions {
  tx: Knex.Transaction;
  limit: number;
  /** Only what was quiet for so long. */
  quietSeconds: number;
  nextSeconds: number;
}

/** An open pull request that has been quiet for long. */
export interface StaleLookRow
  extends Pick<DbPullRequestRow, 'id' | 'target_id' | 'active_at'> {
  quiet_seconds: number;
  /** What the migration says of it, as JSON. */
  stale_policy: string | null;
}

/**
 * Takes quiet pull requests of targets that wait for nothing but a merge, and puts their next turn off. What a person
 * decided about is none of them, nor what is in a freeze or out of hours.
 */
export async function claimStaleLooks(
  options: ClaimStaleLooksOptions,
): Promise<StaleLookRow[]> {
  const { tx, limit, quietSeconds, nextSeconds } = options;
  const due = tx<DbPullRequestRow>('pull_requests')
    .select('id')
    .where('state', 'open')
    .where('active_at', '<=', nowPlus(tx, -quietSeconds))
    .where(turn =>
      turn.whereNull('stale_at').orWhere('stale_at', '<=', databaseNow(tx)),
    )
    .whereExists(
      tx('targets')
        .select('targets.id')
        .join('migrations', 'migrations.id', 'targets.migration_id')
        .whereRaw('targets.id = pull_requests.target_id')
        .whereRaw('targets.generation = pull_requests.generation')
        .where({ 'targets.state': 'prOpen', 'migrations.state': 'running' })
        .modify(query => whereWindowOpen(query, tx, 'targets')),
    )
    .orderBy('id')
    .limit(limit)
    .modify(skipLocked);
  return await tx<DbPullRequestRow>('pull_requests')
    .modify(query => whereTaken(query, tx, due))
    .update({ stale_at: nowPlus(tx, nextSeconds) })
    .returning([
      'id',
      'target_id',
      'active_at',
      tx.raw('? as quiet_seconds', [secondsSince(tx, 'active_at')]),
      tx.raw(
        '(select migrations.stale_policy from targets join migrations on migrations.id = targets.migration_id where targets.id = pull_requests.target_id) as stale_policy',
      ),
    ]);
}
