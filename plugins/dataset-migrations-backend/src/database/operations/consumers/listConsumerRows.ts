import type { Knex } from 'knex';
import type { DbConsumerRow } from '../../tables';

export interface ListConsumerRowsOptions {
  migrationId: string;
  limit: number;
  /** Position of the last consumer of the page before. */
  after?: number;
}

/** A page of consumers, by hops and then by name, and how many there are on all pages. */
export async function listConsumerRows(
  knex: Knex,
  { migrationId, limit, after }: ListConsumerRowsOptions,
): Promise<{ rows: DbConsumerRow[]; total: number }> {
  const all = knex<DbConsumerRow>('consumers').where({
    migration_id: migrationId,
  });
  const [{ total }] = await all.clone().count({ total: '*' });
  const rows: DbConsumerRow[] = await all
    .clone()
    .where('position', '>', after ?? -1)
    .orderBy('position')
    .limit(limit);
  return { rows, total: Number(total) };
}
