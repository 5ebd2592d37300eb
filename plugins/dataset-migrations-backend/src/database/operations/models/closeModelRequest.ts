import type { Knex } from 'knex';
import type { DbModelRequestRow } from '../../tables';
import { databaseNow } from '../../time';

export interface CloseModelRequestOptions {
  tx: Knex.Transaction;
  id: string;
  /** What it came to. */
  changes: Pick<DbModelRequestRow, 'state' | 'cost_microdollars'> &
    Partial<DbModelRequestRow>;
}

/** Closes a request that is reserved; false, and nothing written, for one that is closed already. */
export async function closeModelRequest(
  options: CloseModelRequestOptions,
): Promise<boolean> {
  const { tx, id, changes } = options;
  const updated = await tx<DbModelRequestRow>('model_requests')
    .where({ id, state: 'reserved' })
    .update({ ...changes, closed_at: databaseNow(tx) });
  return updated === 1;
}
