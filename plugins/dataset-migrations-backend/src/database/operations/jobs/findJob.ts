import type { Knex } from 'knex';
import type { DbJobRow } from '../../tables';

/** An act on many targets, whatever became of it. */
export async function findJob(
  knex: Knex,
  id: string,
): Promise<DbJobRow | undefined> {
  return knex<DbJobRow>('jobs').where({ id }).first();
}
