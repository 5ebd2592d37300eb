import type { Knex } from 'knex';
import type { DbRevertRow } from '../../tables';
import { databaseNow } from '../../time';

/** Whether any revert is due; hardly ever, so that nothing else is asked then. */
export async function hasWaitingReverts(knex: Knex): Promise<boolean> {
  const waiting = await knex<DbRevertRow>('reverts')
    .where('state', 'waiting')
    .where('not_before', '<=', databaseNow(knex))
    .first('target_id');
  return waiting !== undefined;
}
