import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { databaseNow, nowPlus, skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';

export interface ClaimHearingsOptions {
  tx: Knex.Transaction;
  limit: number;
  /** When it is claimed anew, unless it is settled before. */
  againSeconds: number;
  /** Hosts that are to be left alone. */
  withoutHosts: string[];
}

/** Takes open pull requests about which something was said, so that no other replica listens to them for a while. */
export async function claimHearings(
  options: ClaimHearingsOptions,
): Promise<DbPullRequestRow[]> {
  const { tx, limit, againSeconds, withoutHosts } = options;
  const due = tx<DbPullRequestRow>('pull_requests')
    .select('id')
    .where('state', 'open')
    .where('hear_at', '<=', databaseNow(tx))
    .where('generation', '>', 0)
    .whereNotIn('host', withoutHosts)
    .orderBy(['hear_at', 'id'])
    .limit(limit)
    .modify(skipLocked);
  return await tx<DbPullRequestRow>('pull_requests')
    .modify(query => whereTaken(query, tx, due))
    .where('hear_at', '<=', databaseNow(tx))
    .update({ hear_at: nowPlus(tx, againSeconds) })
    .returning('*');
}
