import type { Knex } from 'knex';
import { listLastFailures } from '../database/operations/queue/listLastFailures';
import { moveMigration } from '../database/operations/migrations/moveMigration';
import type { DbMigrationRow } from '../database/tables';
import { explainPause } from './explainFailure';

/** What is counted in a row: targets that agents failed at, or publications that were given up. */
export type FailureRow = 'failed_in_row' | 'unpublished_in_row';

export interface PauseAfterFailuresOptions {
  /** Holds the migration already, see `holdMigration`. */
  tx: Knex.Transaction;
  migrationId: string;
  /** So many targets that failed for good, one after the other, pause the migration; 0 for never. */
  limit: number;
  /** Which row of failures it is; what agents do says nothing of publishing, and the other way round. Default: that of agents. */
  row?: FailureRow;
}

/** A reason that names more is not read. */
const MOST_NAMED = 5;

/**
 * Counts a target that failed for good, and pauses its migration when it was one too many in a row. What the
 * surroundings are to blame for never gets here: it is tried again without an end, so an outage pauses nothing.
 */
export async function pauseAfterFailures(
  options: PauseAfterFailuresOptions,
): Promise<void> {
  const { tx, migrationId, limit, row = 'failed_in_row' } = options;
  const [counted] = await tx<DbMigrationRow>('migrations')
    .where({ id: migrationId })
    .update({ [row]: tx.raw<number>('?? + 1', [row]) })
    .returning([row, 'state']);
  if (limit === 0 || counted[row] < limit || counted.state !== 'running') {
    return;
  }
  const failures = await listLastFailures({
    tx,
    migrationId,
    limit: Math.min(limit, MOST_NAMED),
  });
  await moveMigration({
    tx,
    migrationId,
    from: 'running',
    to: 'paused',
    actor: 'skein',
    reason: explainPause(counted[row], failures),
  });
  await resetFailedInRow(tx, migrationId, row);
}

/** A target came through, or a person looked: the count begins anew. */
export async function resetFailedInRow(
  tx: Knex.Transaction,
  migrationId: string,
  row: FailureRow = 'failed_in_row',
): Promise<void> {
  await tx<DbMigrationRow>('migrations')
    .where({ id: migrationId })
    .whereNot({ [row]: 0 })
    .update({ [row]: 0 });
}
