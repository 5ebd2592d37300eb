import { NotFoundError } from '@backstage/errors';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findMigration } from '../database/operations/migrations/findMigration';
import { loadMigrationFacts } from '../database/operations/migrations/loadMigrationFacts';
import type { DbMigrationRow } from '../database/tables';
import { toMigration } from './response/toMigration';

/** A migration's row; throws `NotFoundError`. */
export async function getMigrationRow(
  knex: Knex,
  migrationId: string,
): Promise<DbMigrationRow> {
  const row = await findMigration(knex, migrationId);
  if (!row) {
    throw new NotFoundError(`There is no migration '${migrationId}'`);
  }
  return row;
}

/** A migration as it is now; throws `NotFoundError`. */
export async function getMigrationView(
  knex: Knex,
  migrationId: string,
): Promise<Migration> {
  const row = await getMigrationRow(knex, migrationId);
  const [facts] = await loadMigrationFacts(knex, [row]);
  return toMigration(facts);
}
