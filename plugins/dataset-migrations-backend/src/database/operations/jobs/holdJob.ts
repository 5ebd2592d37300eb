import type { Knex } from 'knex';
import type { DbJobRow } from '../../tables';
import { lockRows, skipLocked } from '../../time';
import { LIVE_JOB_STATES } from './LIVE_JOB_STATES';

export interface HoldJobOptions {
  tx: Knex.Transaction;
  id: string;
  /** Gives nothing while another replica works on it, instead of waiting until its portion is through. */
  unlessHeld?: boolean;
}

/**
 * Holds a job that is not over until the transaction ends: one replica works on it at a time, and nobody ends it
 * meanwhile. Taken before the migration and its targets.
 */
export async function holdJob(
  options: HoldJobOptions,
): Promise<DbJobRow | undefined> {
  const { tx, id, unlessHeld } = options;
  return tx<DbJobRow>('jobs')
    .where({ id })
    .whereIn('state', LIVE_JOB_STATES)
    .modify(unlessHeld ? skipLocked : lockRows)
    .first();
}
