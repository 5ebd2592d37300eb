import type { Knex } from 'knex';
import type { DbMigrationRow } from '../../tables';

/**
 * A migration that no act of a person and no other replica changes until the transaction ends. Who only appends to its
 * history does not wait. Taken before targets are written, as everybody does. SQLite has one writer anyway.
 */
export async function lockMigration(
  tx: Knex.Transaction,
  migrationId: string,
): Promise<Pick<DbMigrationRow, 'id' | 'state'> | undefined> {
  return tx<DbMigrationRow>('migrations')
    .where({ id: migrationId })
    .forNoKeyUpdate()
    .first('id', 'state');
}
