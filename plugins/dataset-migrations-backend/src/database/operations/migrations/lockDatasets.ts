import type { Knex } from 'knex';
import type { DbMigrationDatasetRow } from '../../tables';

/**
 * Waits until nobody else decides about migrations of these datasets. Two starts of rivals then see each other.
 * SQLite has one writer anyway.
 */
export async function lockDatasets(
  tx: Knex.Transaction,
  entityRefs: readonly string[],
): Promise<void> {
  await tx<DbMigrationDatasetRow>('migration_datasets')
    .whereIn('entity_ref', entityRefs)
    .where({ side: 'from' })
    .orderBy(['entity_ref', 'migration_id'])
    .forUpdate()
    .select('migration_id');
}
