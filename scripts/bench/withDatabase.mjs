import { createRequire } from 'node:module';
import { startPostgres } from '../testing/startPostgres.mjs';

const require = createRequire(import.meta.url);

/** Lends a PostgreSQL with the plugin's tables. */
export async function withDatabase(use) {
  const {
    applyDatabaseMigrations,
  } = require('../../plugins/dataset-migrations-backend/src/database/applyDatabaseMigrations');
  const postgres = await startPostgres({
    node: process.execPath,
    env: process.env,
  });
  const knex = require('knex')({
    client: 'pg',
    connection: postgres.connectionString,
    pool: { min: 0, max: 20 },
  });
  try {
    await applyDatabaseMigrations(knex);
    return await use(knex);
  } finally {
    await knex.destroy();
    await postgres.stop();
  }
}
