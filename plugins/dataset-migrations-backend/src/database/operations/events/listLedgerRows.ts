import type { Knex } from 'knex';
import type { DbEventRow, DbTargetRow } from '../../tables';
import { nowPlus } from '../../time';

/**
 * Events become visible when their transaction ends, which may be out of order; nothing may come into a ledger before what was given
 * out already, so that this is longer than any transaction takes.
 */
const SETTLING_SECONDS = 60;

export type LedgerRow = DbEventRow &
  Pick<DbTargetRow, 'repository_owner' | 'repository_name'> & {
    host: string | null;
  };

export interface ListLedgerRowsOptions {
  migrationId: string;
  /** Id of the last event of the page before; 0 for the first. */
  after: number;
  limit: number;
}

/** The history of a migration that has settled, with the repositories of targets, oldest first. */
export async function listLedgerRows(
  knex: Knex,
  options: ListLedgerRowsOptions,
): Promise<LedgerRow[]> {
  const { migrationId, after, limit } = options;
  const young = knex<DbEventRow>('events as young')
    .where('young.migration_id', migrationId)
    .where('young.id', '>', after)
    .whereRaw('young.id <= events.id')
    .where('young.at', '>', nowPlus(knex, -SETTLING_SECONDS))
    .select('young.id');
  return await knex('events')
    .leftJoin('targets', 'targets.id', 'events.target_id')
    .where('events.migration_id', migrationId)
    .where('events.id', '>', after)
    .whereNotExists(young)
    .orderBy('events.id')
    .limit(limit)
    .select(
      'events.*',
      'targets.host',
      'targets.repository_owner',
      'targets.repository_name',
    );
}
