import type { DbLookRunRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';
import type { LookRunOptions } from './beginLookRun';

/** Makes a run last longer; false when it has run out, whoever has the host now. */
export async function renewLookRun(options: LookRunOptions): Promise<boolean> {
  const { knex, host, run, leaseSeconds } = options;
  const renewed = await knex<DbLookRunRow>('look_runs')
    .where({ host, run })
    .where('expires_at', '>', databaseNow(knex))
    .update({ expires_at: nowPlus(knex, leaseSeconds) });
  return renewed > 0;
}
