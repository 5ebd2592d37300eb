import type {
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { applyDatabaseMigrations } from '../database/applyDatabaseMigrations';

/**
 * A database in the shape of today that no other test ever sees: for tests whose background work may still go on when the
 * next one begins. `openTestDatabase` is faster.
 */
export async function openOwnDatabase(
  databases: TestDatabases,
  id: TestDatabaseId,
): Promise<Knex> {
  const knex = await databases.init(id);
  await applyDatabaseMigrations(knex);
  return knex;
}
