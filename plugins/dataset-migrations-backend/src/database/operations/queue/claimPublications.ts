import type { Knex } from 'knex';
import type { DbFleetRow, DbTargetRow } from '../../tables';
import {
  beyondCapacity,
  type ReviewerCapacity,
} from '../publishing/beyondCapacity';
import { whereWaveGoesOn } from '../publishing/whereWaveGoesOn';
import { databaseNow, nowPlus, skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';
import { whereWindowOpen } from '../windows/whereWindowOpen';

export interface ClaimPublicationsOptions {
  tx: Knex.Transaction;
  worker: string;
  limit: number;
  leaseSeconds: number;
  /** The only host whose targets may be taken; absent for all. */
  host?: string;
  /** Hosts that are to be left alone. */
  withoutHosts?: string[];
  /** How many pull requests reviewers can bear; absent for as many as there are. */
  capacity?: ReviewerCapacity;
}

/**
 * Leases targets that wait to be published, or whose publisher was lost, to a worker. The state stays: publishing is
 * repeated from what is found on the code host. The fence goes up, so the lost publisher can record nothing.
 */
export async function claimPublications(
  options: ClaimPublicationsOptions,
): Promise<DbTargetRow[]> {
  const {
    tx,
    worker,
    limit,
    leaseSeconds,
    host,
    withoutHosts = [],
    capacity,
  } = options;
  if (limit <= 0) {
    return [];
  }
  const claimable = tx<DbTargetRow>('targets')
    .select('id')
    .where('state', 'publishing')
    .where('not_before', '<=', databaseNow(tx))
    .modify(query => whereWindowOpen(query, tx, 'targets'))
    .modify(query => whereWaveGoesOn(query, tx, 'targets'))
    .whereNotIn('host', withoutHosts)
    .where(host === undefined ? {} : { host })
    .where(free =>
      free
        .whereNull('lease_expires_at')
        .orWhere('lease_expires_at', '<=', databaseNow(tx)),
    )
    .whereNotExists(
      tx<DbFleetRow>('fleet').select('id').where({ stopped: true }),
    )
    .whereIn(
      'migration_id',
      tx('migrations').select('id').where('state', 'running'),
    )
    .modify(fits => {
      if (capacity) {
        fits.whereNotIn('id', beyondCapacity(tx, capacity).select('id'));
      }
    })
    .orderBy(['state_since', 'id'])
    .limit(limit)
    .modify(skipLocked);
  return await tx<DbTargetRow>('targets')
    .modify(query => whereTaken(query, tx, claimable))
    .where('state', 'publishing')
    .update({
      lease_owner: worker,
      lease_expires_at: nowPlus(tx, leaseSeconds),
      fence: tx.raw<number>('fence + 1'),
      begun_generation: tx.raw<number>('generation'),
    })
    .returning('*');
}
