import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

/** Any number that other programs on the same database are unlikely to take. */
const ADVISORY_LOCK = 7_263_401_866;

const MIGRATIONS = {
  directory: resolvePackagePath(
    '@skein/backstage-plugin-dataset-migrations-backend',
    'migrations',
  ),
};

async function migrate(knex: Knex): Promise<void> {
  // Nobody else is at it, so a lock that is there was left by a process that was killed in the middle.
  await knex.migrate.forceFreeMigrationsLock(MIGRATIONS);
  await knex.migrate.latest(MIGRATIONS);
}

/**
 * Brings the plugin's database to the shape that this version needs. Replicas that start at the same time wait for
 * each other; SQLite has one replica only.
 */
export async function applyDatabaseMigrations(knex: Knex): Promise<void> {
  if (String(knex.client.config.client).includes('sqlite')) {
    await migrate(knex);
    return;
  }
  await knex.transaction(async tx => {
    await tx.raw('select pg_advisory_xact_lock(?)', [ADVISORY_LOCK]);
    await migrate(knex);
  });
}
