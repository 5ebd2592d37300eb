import type { Knex } from 'knex';
import type { DbLookRunRow } from '../../tables';
import { databaseNow } from '../../time';

/** Hosts that a run asks for pull requests right now, of whatever replica. */
export async function listBusyHosts(knex: Knex): Promise<string[]> {
  return await knex<DbLookRunRow>('look_runs')
    .where('expires_at', '>', databaseNow(knex))
    .pluck('host');
}
