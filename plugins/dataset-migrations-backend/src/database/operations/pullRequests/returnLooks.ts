import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { databaseNow } from '../../time';

/** Makes looks due again that were claimed and will not take place. */
export async function returnLooks(options: {
  tx: Knex.Transaction;
  ids: readonly string[];
}): Promise<void> {
  const { tx, ids } = options;
  await tx<DbPullRequestRow>('pull_requests')
    .whereIn('id', ids)
    .update({ look_at: databaseNow(tx) });
}
