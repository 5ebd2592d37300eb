import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { databaseNow, nowPlus, secondsSince, skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';

export interface ClaimLooksOptions {
  tx: Knex.Transaction;
  limit: number;
  /** When an open one is looked at again, if no webhook comes before: after as long as it has been quiet, from ... */
  leastSeconds: number;
  /** ... to so many seconds. */
  mostSeconds: number;
  /** The same for one that was closed: it can be opened again, but hardly is. */
  closedSeconds: number;
  /** Hosts that are to be left alone. */
  withoutHosts?: string[];
}

/** A pull request that is closed for longer is not looked at any more by itself. */
const CLOSED_SECONDS = 30 * 24 * 3600;

/**
 * Takes pull requests whose look is due and puts their next look off, so that no other replica takes them.
 * A webhook that comes while one is looked at brings the next look forward again, so nothing is missed.
 * `seenAt` is the database's time before any of them is looked at.
 */
export async function claimLooks(
  options: ClaimLooksOptions,
): Promise<Array<DbPullRequestRow & { seenAt: string }>> {
  const { tx, limit, closedSeconds } = options;
  const { now } = await tx
    .select(tx.raw('? as now', [databaseNow(tx)]))
    .first<{ now: Date | string }>();
  const seenAt = now instanceof Date ? now.toISOString() : now;
  const due = tx<DbPullRequestRow>('pull_requests')
    .select('id')
    .where('look_at', '<=', databaseNow(tx))
    .whereNotIn('host', options.withoutHosts ?? [])
    .where(state =>
      state
        .where('state', 'open')
        .orWhere(closed =>
          closed
            .where('state', 'closed')
            .where('closed_at', '>', nowPlus(tx, -CLOSED_SECONDS)),
        ),
    )
    .orderBy(['look_at', 'id'])
    .limit(limit)
    .modify(skipLocked);
  const rows = await tx<DbPullRequestRow>('pull_requests')
    .modify(query => whereTaken(query, tx, due))
    .where('look_at', '<=', databaseNow(tx))
    .update({
      look_at: tx.raw(`case when state = 'open' then ? else ? end`, [
        nowPlus(tx, quietSeconds(options)),
        nowPlus(tx, closedSeconds),
      ]),
    })
    .returning('*');
  return rows.map(row => ({ ...row, seenAt }));
}

/** For how long nothing of a pull request has changed, within the bounds. */
function quietSeconds({
  tx,
  leastSeconds,
  mostSeconds,
}: ClaimLooksOptions): Knex.Raw<number> {
  // rows of a version before do not say when they changed
  const quiet = tx.raw('coalesce(?, 0)', [secondsSince(tx, 'changed_at')]);
  return tx.raw('(case when ? < ? then ? when ? > ? then ? else ? end)', [
    quiet,
    leastSeconds,
    leastSeconds,
    quiet,
    mostSeconds,
    mostSeconds,
    quiet,
  ]);
}
