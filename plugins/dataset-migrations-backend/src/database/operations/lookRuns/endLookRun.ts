import type { Knex } from 'knex';
import type { DbLookRunRow } from '../../tables';

/** Gives a host back, unless another run has it meanwhile. */
export async function endLookRun(options: {
  knex: Knex;
  host: string;
  run: string;
}): Promise<void> {
  const { knex, host, run } = options;
  await knex<DbLookRunRow>('look_runs').where({ host, run }).delete();
}
