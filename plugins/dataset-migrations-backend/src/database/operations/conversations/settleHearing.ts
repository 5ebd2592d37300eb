import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { databaseNow, toOptionalIso } from '../../time';
import { toDbTime } from '../pullRequests/observedColumns';

export interface SettleHearingOptions {
  tx: Knex.Transaction;
  /** As it was when it was claimed. */
  row: Pick<DbPullRequestRow, 'id' | 'said_at'>;
  /** Up to when all was read, by the clock of the host; ISO 8601. */
  heardUntil?: string;
  /** Whether there is nothing more to read. */
  complete: boolean;
}

/** Writes down what was read of a conversation. What was said since the claim is read in a turn of its own. */
export async function settleHearing(
  options: SettleHearingOptions,
): Promise<void> {
  const { tx, row, heardUntil, complete } = options;
  if (heardUntil !== undefined) {
    await tx<DbPullRequestRow>('pull_requests')
      .where({ id: row.id })
      .update({ heard_until: toDbTime(heardUntil) });
  }
  await tx<DbPullRequestRow>('pull_requests')
    .where({ id: row.id })
    .where('said_at', toDbTime(toOptionalIso(row.said_at)))
    .update({ hear_at: complete ? null : databaseNow(tx) });
}
