import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { databaseNow } from '../../time';

/** Running targets whose worker has not renewed its lease in time, the longest first. */
export async function listExpiredLeases(options: {
  knex: Knex;
  limit: number;
}): Promise<DbTargetRow[]> {
  const { knex, limit } = options;
  return await knex<DbTargetRow>('targets')
    .select('*')
    .where('state', 'running')
    .where('lease_expires_at', '<=', databaseNow(knex))
    .orderBy(['lease_expires_at', 'id'])
    .limit(limit);
}
