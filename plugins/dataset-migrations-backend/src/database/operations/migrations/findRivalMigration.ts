import type { Knex } from 'knex';
import type { DbMigrationRow } from '../../tables';

export interface FindRivalMigrationOptions {
  fromRefs: readonly string[];
  /** The migration that asks. */
  exceptId?: string;
}

/** A migration that was started, is not over, and moves one of these datasets. */
export async function findRivalMigration(
  knex: Knex,
  options: FindRivalMigrationOptions,
): Promise<DbMigrationRow | undefined> {
  return knex<DbMigrationRow>('migrations')
    .whereIn('state', ['running', 'paused', 'completing'])
    .whereIn(
      'id',
      knex('migration_datasets')
        .whereIn('entity_ref', options.fromRefs)
        .where({ side: 'from' })
        .select('migration_id'),
    )
    .modify(query => {
      if (options.exceptId !== undefined) {
        query.whereNot({ id: options.exceptId });
      }
    })
    .first();
}
