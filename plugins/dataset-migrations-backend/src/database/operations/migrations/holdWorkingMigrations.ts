import type { Knex } from 'knex';
import type { DbMigrationRow } from '../../tables';
import { isSqlite } from '../../time';
import { whereMigrationWorks } from '../queue/whereMigrationWorks';

/**
 * Holds those of some migrations whose agents may run, until the transaction ends: whoever pauses or cancels one waits
 * until the claim is written, and after the pause no claim is. One that a person is changing right now is left out
 * rather than waited for.
 */
export async function holdWorkingMigrations(options: {
  tx: Knex.Transaction;
  migrationIds: string[];
}): Promise<Set<string>> {
  const { tx, migrationIds } = options;
  const held: Array<Pick<DbMigrationRow, 'id'>> = await tx<DbMigrationRow>(
    'migrations',
  )
    .whereIn('id', migrationIds)
    .modify(whereMigrationWorks)
    .orderBy('id')
    .modify(query => {
      if (!isSqlite(tx)) {
        query.forKeyShare().skipLocked();
      }
    })
    .select('id');
  return new Set(held.map(({ id }) => id));
}
