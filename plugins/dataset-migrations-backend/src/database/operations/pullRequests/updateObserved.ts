import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { databaseNow } from '../../time';
import { observedColumns } from './observedColumns';

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
}): Promise<boolean> {
  const { tx, id, observed, seenAt, changed, active } = options;
  const updated = await tx<DbPullRequestRow>('pull_requests')
    .where({ id })
    .where('observed_at', '<=', seenAt)
    .whereNot('state', 'merged')
    .update({
      ...observedColumns(observed),
      observed_at: seenAt,
      ...(changed && { changed_at: databaseNow(tx) }),
      ...(active && { active_at: databaseNow(tx) }),
    });
  return updated > 0;
}
