import type { Knex } from 'knex';
import type { DbMigrationRow } from '../../tables';

export interface HoldMigrationOptions {
  tx: Knex.Transaction;
  migrationId: string;
  /** Nobody else may change it either; by default it only stays as it is. */
  toChange?: boolean;
}

/**
 * Holds a migration until the transaction ends, so that no act of a person changes it meanwhile.
 *
 * Taken before any target of it is written: acts lock the migration first too, and who locks in one order never waits
 * in a circle. SQLite has one writer anyway.
 */
export async function holdMigration(
  options: HoldMigrationOptions,
): Promise<Pick<DbMigrationRow, 'state' | 'failed_in_row'> | undefined> {
  const { tx, migrationId, toChange = false } = options;
  return tx<DbMigrationRow>('migrations')
    .where({ id: migrationId })
    .modify(query => {
      if (toChange) {
        query.forUpdate();
      } else {
        query.forKeyShare();
      }
    })
    .first('state', 'failed_in_row');
}
