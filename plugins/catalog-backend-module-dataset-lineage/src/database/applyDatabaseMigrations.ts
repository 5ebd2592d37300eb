import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** The database is that of the catalog, which keeps its own books in the tables of knex's default names. */
const MIGRATIONS = {
  directory: resolvePackagePath(
    '@skein/backstage-plugin-catalog-backend-module-dataset-lineage',
    'migrations',
  ),
  tableName: 'dataset_lineage_knex_migrations',
};

/** Any number that other programs on the same database are unlikely to take. */
const ADVISORY_LOCK = 7_263_401_931;

async function migrate(knex: Knex): Promise<void> {
  // Nobody else is at it, so a lock that is there was left by a process that was killed in the middle.
  await knex.migrate.forceFreeMigrationsLock(MIGRATIONS);
  await knex.migrate.latest(MIGRATIONS);
}

/** Brings the module's tables to the shape that this version needs. Replicas that start at the same time wait for each other. */
export async function applyDatabaseMigrations(knex: Knex): Promise<void> {
  if (String(knex.client.config.client).includes('sqlite')) {
    await migrate(knex);
    return;
  }
  await knex.transaction(async tx => {
    await tx.raw('select pg_advisory_xact_lock(?)', [ADVISORY_LOCK]);
    await migrate(tx);
  });
}
