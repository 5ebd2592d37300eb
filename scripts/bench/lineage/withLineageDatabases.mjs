import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../testing/startPostgres.mjs';

const require = createRequire(import.meta.url);

/** A source of the lineage module, by its path below `src`. */
export function loadLineage(file) {
  return require(`../../../plugins/catalog-backend-module-dataset-lineage/src/${file}`);
}

/** Does something with a database of each kind, in the shape that the lineage module needs. */
export async function withLineageDatabases(use) {
  const server = await startPostgres({
    node: process.execPath,
    env: process.env,
  });
  try {
    await withConnection(use, 'postgres', {
      client: 'pg',
      connection: server.connectionString,
      pool: { min: 0, max: 10 },
    });
  } finally {
    await server.stop();
  }
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'skein-lineage-'));
  try {
    await withConnection(use, 'sqlite', {
      client: 'better-sqlite3',
      connection: { filename: path.join(folder, 'bench.sqlite') },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function withConnection(use, kind, settings) {
  const knex = require('knex')(settings);
  try {
    await loadLineage(
      'database/applyDatabaseMigrations',
    ).applyDatabaseMigrations(knex);
    await use(kind, knex);
  } finally {
    await knex.destroy();
  }
}
