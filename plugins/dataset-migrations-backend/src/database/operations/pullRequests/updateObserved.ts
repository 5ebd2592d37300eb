import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';
import { observedColumns, toDbTime } from './observedColumns';

/**
 * Hosts tell seconds only. What is said in the second that a look has seen the end of is there by then, and what is said
 * after it changes what the next look sees.
 */
const LISTEN_AFTER_SECONDS = 2;

/**
 * Writes what was seen to the row, unless something that was seen later stands there already.
 * False, and nothing written, in that case.
 */
export async function updateObserved(options: {
  tx: Knex.Transaction;
  id: string;
  observed: ObservedPullRequest;
  /** The database's time before the look. */
  seenAt: string;
  /** Whether it is other than what was seen before. */
  changed: boolean;
  /** Whether people have done something. */
  active: boolean;
  /** Whether the host says that something was changed or said since the look before. */
  said: boolean;
}): Promise<boolean> {
  const { tx, id, observed, seenAt, changed, active, said } = options;
  const updated = await tx<DbPullRequestRow>('pull_requests')
    .where({ id })
    .where('observed_at', '<=', seenAt)
    .whereNot('state', 'merged')
    .update({
      ...observedColumns(observed),
      said_at: toDbTime(observed.updatedAt),
      observed_at: seenAt,
      ...(changed && { changed_at: databaseNow(tx) }),
      ...(said && { hear_at: nowPlus(tx, LISTEN_AFTER_SECONDS) }),
      ...(active && { active_at: databaseNow(tx) }),
    });
  return updated > 0;
}
