import type { Readers } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbMigrationRow } from '../../tables';
import { databaseNow, nowPlus, toIso, type DbTime } from '../../time';

export interface StoreReadersOptions {
  knex: Knex;
  migrationId: string;
  readers: Omit<Readers, 'checkedAt'>;
  /** When to look again. */
  againSeconds: number;
}

/** Keeps what a look for readers found, with the database's time. */
export async function storeReaders(
  options: StoreReadersOptions,
): Promise<void> {
  const { knex, migrationId, readers, againSeconds } = options;
  const [{ now }] = await knex.select<Array<{ now: DbTime }>>(
    knex.raw('? as now', [databaseNow(knex)]),
  );
  await knex<DbMigrationRow>('migrations')
    .where({ id: migrationId })
    .whereIn('state', ['completing', 'completed'])
    .update({
      readers: JSON.stringify({ checkedAt: toIso(now), ...readers }),
      readers_look_at: nowPlus(knex, againSeconds),
    });
}
