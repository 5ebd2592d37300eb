import type { Knex } from 'knex';
import type { DbTargetRow } from '../../tables';
import { nowPlus } from '../../time';

/** Lets a code host rest: what waits to be published on it, by any replica, waits at least that long. */
export async function restHost(options: {
  tx: Knex.Transaction;
  host: string;
  delaySeconds: number;
}): Promise<void> {
  const { tx, host, delaySeconds } = options;
  const until = nowPlus(tx, delaySeconds);
  await tx<DbTargetRow>('targets')
    .where({ host, state: 'publishing' })
    .whereNull('lease_owner')
    .where('not_before', '<', until)
    .update({ not_before: until });
}
