import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { toDbTime } from './observedColumns';

/** Writes when people did something last that no look sees, such as a comment. */
export async function storeActivity(options: {
  tx: Knex.Transaction;
  id: string;
  /** ISO 8601. */
  activeAt: string;
}): Promise<void> {
  const { tx, id, activeAt } = options;
  await tx<DbPullRequestRow>('pull_requests')
    .where({ id })
    .update({ active_at: toDbTime(activeAt) });
}
