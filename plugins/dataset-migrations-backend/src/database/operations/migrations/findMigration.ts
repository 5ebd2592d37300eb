import type { Knex } from 'knex';
import type { DbMigrationRow } from '../../tables';

/** A migration by its id; undefined when there is none. */
export async function findMigration(
  knex: Knex,
  migrationId: string,
): Promise<DbMigrationRow | undefined> {
  return knex<DbMigrationRow>('migrations').where({ id: migrationId }).first();
}
