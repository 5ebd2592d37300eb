import type { Knex } from 'knex';
import type { DbMigrationRow } from '../../tables';

export interface FindNamesakeOptions {
  name: string;
  fromRefs: readonly string[];
}

/** A migration of the same name that is not over and moves one of these datasets. */
export async function findNamesake(
  knex: Knex,
  { name, fromRefs }: FindNamesakeOptions,
): Promise<Pick<DbMigrationRow, 'id' | 'created_by'> | undefined> {
  return knex<DbMigrationRow>('migrations')
    .where({ name })
    .whereNotIn('state', ['completed', 'cancelled'])
    .whereIn(
      'id',
      knex('migration_datasets')
        .whereIn('entity_ref', fromRefs)
        .where({ side: 'from' })
        .select('migration_id'),
    )
    .orderBy('created_at')
    .first('id', 'created_by');
}
