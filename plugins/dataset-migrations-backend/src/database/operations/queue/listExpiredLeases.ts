import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { databaseNow, skipLocked } from '../../time';

/** Running targets whose worker has not renewed its lease in time; locked until the transaction ends. */
export async function listExpiredLeases(options: {
  tx: Knex.Transaction;
  limit: number;
}): Promise<DbTargetRow[]> {
  const { tx, limit } = options;
  return await tx<DbTargetRow>('targets')
    .select('*')
    .where('state', 'running')
    .where('lease_expires_at', '<=', databaseNow(tx))
    .orderBy('id')
    .limit(limit)
    .modify(skipLocked);
}
