import type { Knex } from 'knex';
import type { DbEventRow } from '../../tables';

export interface ListEventRowsOptions {
  migrationId?: string;
  targetId?: string;
  limit: number;
  /** Id of the last event of the page before. */
  before?: number;
}

/** A page of the history of a migration or a target, newest first. */
export async function listEventRows(
  knex: Knex,
  options: ListEventRowsOptions,
): Promise<DbEventRow[]> {
  const { migrationId, targetId, limit, before } = options;
  return knex<DbEventRow>('events')
    .modify(query => {
      if (migrationId !== undefined) {
        query.where({ migration_id: migrationId });
      }
      if (targetId !== undefined) {
        query.where({ target_id: targetId });
      }
      if (before !== undefined) {
        query.where('id', '<', before);
      }
    })
    .orderBy('id', 'desc')
    .limit(limit);
}
