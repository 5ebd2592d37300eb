import type { Knex } from 'knex';
import type { DbMigrationRow, DbTargetRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';

export interface RenewLeaseOptions {
  knex: Knex;
  targetId: string;
  fence: number;
  leaseSeconds: number;
}

/** `lost`: somebody else has the target now, or nobody; `stopped`: it is still held, but nobody wants the work any more. */
export type LeaseRenewal = 'renewed' | 'lost' | 'stopped';

/** Makes a lease last longer, by the database's clock. A lease that has run out is not revived. */
export async function renewLease(
  options: RenewLeaseOptions,
): Promise<LeaseRenewal> {
  const { knex, targetId, fence, leaseSeconds } = options;
  const renewed = await knex<DbTargetRow>('targets')
    .where({ id: targetId, fence })
    .whereIn('state', ['running', 'publishing'])
    .where('lease_expires_at', '>', databaseNow(knex))
    .update({
      lease_expires_at: nowPlus(knex, leaseSeconds),
    })
    .returning('migration_id');
  if (renewed.length === 0) {
    return 'lost';
  }
  const migration = await knex<DbMigrationRow>('migrations')
    .where({ id: renewed[0].migration_id })
    .first('state', 'previewing');
  // A paused migration lets what has begun come to its end; it only starts nothing.
  const wanted =
    migration?.state === 'running' ||
    migration?.state === 'paused' ||
    (migration?.state === 'planned' && Boolean(migration.previewing));
  return wanted ? 'renewed' : 'stopped';
}
