import type { Knex } from 'knex';
import type { DbLookRunRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';

export interface LookRunOptions {
  knex: Knex;
  host: string;
  /** Unique for each run. */
  run: string;
  leaseSeconds: number;
}

/** Takes a host for one run; false when another run has it, and it has not run out. */
export async function beginLookRun(options: LookRunOptions): Promise<boolean> {
  const { knex, host, run, leaseSeconds } = options;
  const row = { run, expires_at: nowPlus(knex, leaseSeconds) };
  const begun = await knex<DbLookRunRow>('look_runs')
    .insert({ host, ...row })
    .onConflict('host')
    .merge(row)
    .where('look_runs.expires_at', '<=', databaseNow(knex))
    .returning('host');
  return begun.length > 0;
}
