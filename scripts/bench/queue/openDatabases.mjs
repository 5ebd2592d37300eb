import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../testing/startPostgres.mjs';

const require = createRequire(import.meta.url);

/** A module of the backend plugin, from its sources, by its path below `src`. */
export function loadBackend(file) {
  return require(`../../../plugins/dataset-migrations-backend/src/${file}`);
}

/** Does something with an empty database of each kind that is asked for, in the shape that the plugin needs. */
export async function withDatabases(kinds, use) {
  const knex = require('knex');
  const { applyDatabaseMigrations } = loadBackend(
    'database/applyDatabaseMigrations',
  );
  if (kinds.includes('postgres')) {
    const server = await startPostgres({
      node: process.execPath,
      env: process.env,
    });
    const connection = knex({
      client: 'pg',
      connection: server.connectionString,
      pool: { min: 0, max: 20 },
    });
    try {
      await applyDatabaseMigrations(connection);
      await use('postgres', connection);
    } finally {
      await connection.destroy();
      await server.stop();
    }
  }
  if (kinds.includes('sqlite')) {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-queue-'));
    const connection = knex({
      client: 'better-sqlite3',
      connection: { filename: path.join(folder, 'bench.sqlite') },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
    try {
      await applyDatabaseMigrations(connection);
      await use('sqlite', connection);
    } finally {
      await connection.destroy();
      await fs.rm(folder, { recursive: true, force: true });
    }
  }
}
