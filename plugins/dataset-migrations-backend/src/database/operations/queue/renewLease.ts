import type { MigrationState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbBoolean, DbTargetRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';

export interface RenewLeaseOptions {
  knex: Knex;
  targetId: string;
  fence: number;
  leaseSeconds: number;
}

/** `lost`: somebody else has the target now, or nobody; `stopped`: it is still held, but nobody wants the work any more. */
export type LeaseRenewal = 'renewed' | 'lost' | 'stopped';

interface Renewed {
  state: 'running' | 'publishing';
  migration_state: MigrationState;
  previewing: DbBoolean;
  fleet_stopped: DbBoolean | null;
}

/**
 * Makes a lease last longer, by the database's clock. A lease that has run out is not revived. The same statement says
 * whether the work is still wanted, so that a pause, a cancellation and the kill switch reach it with the next renewal.
 */
export async function renewLease(
  options: RenewLeaseOptions,
): Promise<LeaseRenewal> {
  const { knex, targetId, fence, leaseSeconds } = options;
  const renewed: Renewed[] = await knex<DbTargetRow>('targets')
    .where({ id: targetId, fence })
    .whereIn('state', ['running', 'publishing'])
    .where('lease_expires_at', '>', databaseNow(knex))
    .update({
      lease_expires_at: nowPlus(knex, leaseSeconds),
    })
    .returning([
      'state',
      knex.raw(
        '(select state from migrations where id = targets.migration_id) as migration_state',
      ),
      knex.raw(
        '(select previewing from migrations where id = targets.migration_id) as previewing',
      ),
      knex.raw('(select stopped from fleet where id = 1) as fleet_stopped'),
    ]);
  if (renewed.length === 0) {
    return 'lost';
  }
  return isWanted(renewed[0]) ? 'renewed' : 'stopped';
}

function isWanted(renewed: Renewed): boolean {
  if (renewed.fleet_stopped) {
    return false;
  }
  switch (renewed.migration_state) {
    case 'running':
      return true;
    case 'paused':
      // an attempt is given back and costs nothing but time; what is being pushed comes to its end
      return renewed.state === 'publishing';
    case 'planned':
      return Boolean(renewed.previewing);
    default:
      return false;
  }
}
