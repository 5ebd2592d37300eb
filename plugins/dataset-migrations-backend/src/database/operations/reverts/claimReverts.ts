import type { Knex } from 'knex';
import type { DbFleetRow, DbRevertRow } from '../../tables';
import { databaseNow, nowPlus, skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';
import {
  beyondCapacity,
  type ReviewerCapacity,
} from '../publishing/beyondCapacity';

export interface ClaimRevertsOptions {
  tx: Knex.Transaction;
  worker: string;
  limit: number;
  leaseSeconds: number;
  /** The only host whose reverts may be taken; absent for all. */
  host?: string;
  /** Hosts that are to be left alone. */
  withoutHosts: string[];
  /** How many pull requests reviewers can bear; absent for as many as there are. */
  capacity?: ReviewerCapacity;
}

/**
 * Leases reverts that wait, or whose worker was lost. The fence goes up, so that the lost one can write nothing. What a
 * person wants undone waits neither for the state of its migration nor for its calendar: only for the kill switch,
 * reviewers and code hosts.
 */
export async function claimReverts(
  options: ClaimRevertsOptions,
): Promise<DbRevertRow[]> {
  const { tx, worker, limit, leaseSeconds, capacity } = options;
  const { host, withoutHosts } = options;
  const claimable = tx<DbRevertRow>('reverts')
    .select('target_id')
    .where('state', 'waiting')
    .where('not_before', '<=', databaseNow(tx))
    .where(free =>
      free
        .whereNull('lease_expires_at')
        .orWhere('lease_expires_at', '<=', databaseNow(tx)),
    )
    .whereIn(
      'target_id',
      tx('targets')
        .select('id')
        .whereNotIn('host', withoutHosts)
        .where(host === undefined ? {} : { host }),
    )
    .whereNotExists(
      tx<DbFleetRow>('fleet').select('id').where({ stopped: true }),
    )
    .modify(fits => {
      if (capacity) {
        fits.whereNotIn(
          'target_id',
          beyondCapacity(tx, capacity, waitingReverts(tx)).select('id'),
        );
      }
    })
    .orderBy(['requested_at', 'target_id'])
    .limit(limit)
    .modify(skipLocked);
  return await tx<DbRevertRow>('reverts')
    .modify(query => whereTaken(query, tx, claimable, 'target_id'))
    .where('state', 'waiting')
    .update({
      lease_owner: worker,
      lease_expires_at: nowPlus(tx, leaseSeconds),
      fence: tx.raw<number>('fence + 1'),
      begun_at: tx.raw('coalesce(begun_at, ?)', [databaseNow(tx)]),
    })
    .returning('*');
}

/** Narrows targets to those that wait for a revert that would be a new pull request. */
export function waitingReverts(tx: Knex.Transaction) {
  return (query: Knex.QueryBuilder): void => {
    query.whereIn(
      'target.id',
      tx<DbRevertRow>('reverts')
        .select('target_id')
        .where('state', 'waiting')
        .whereNull('begun_at')
        .where('not_before', '<=', databaseNow(tx)),
    );
  };
}
