import type { Knex } from 'knex';
import type { DbBoolean, DbRevertRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';
import type { LeaseRenewal } from '../queue/renewLease';

export interface RenewRevertLeaseOptions {
  knex: Knex;
  targetId: string;
  number: number;
  fence: number;
  leaseSeconds: number;
}

/** Makes the lease on a revert last longer, unless it has run out. The same statement says whether the fleet was stopped. */
export async function renewRevertLease(
  options: RenewRevertLeaseOptions,
): Promise<LeaseRenewal> {
  const { knex, targetId, number, fence, leaseSeconds } = options;
  const renewed: Array<{ fleet_stopped: DbBoolean | null }> =
    await knex<DbRevertRow>('reverts')
      .where({ target_id: targetId, number, fence, state: 'waiting' })
      .where('lease_expires_at', '>', databaseNow(knex))
      .update({ lease_expires_at: nowPlus(knex, leaseSeconds) })
      .returning(
        knex.raw('(select stopped from fleet where id = 1) as fleet_stopped'),
      );
  if (renewed.length === 0) {
    return 'lost';
  }
  return renewed[0].fleet_stopped ? 'stopped' : 'renewed';
}
