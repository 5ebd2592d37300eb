import type { Knex } from 'knex';
import type { DbMigrationRow } from '../../tables';
import { databaseNow } from '../../time';

/** Completed migrations whose datasets are to be looked at again for readers. */
export async function listWatchedMigrations(knex: Knex): Promise<string[]> {
  const rows = await knex<DbMigrationRow>('migrations')
    .where({ state: 'completed' })
    .where('readers_look_at', '<=', databaseNow(knex))
    .orderBy('readers_look_at')
    .limit(100)
    .select('id');
  return rows.map(({ id }) => id);
}
