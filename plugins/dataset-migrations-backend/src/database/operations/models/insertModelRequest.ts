import type { Knex } from 'knex';
import type { DbModelRequestRow } from '../../tables';
import { databaseNow } from '../../time';

export interface InsertModelRequestOptions {
  tx: Knex.Transaction;
  row: Pick<
    DbModelRequestRow,
    | 'id'
    | 'attempt_id'
    | 'target_id'
    | 'migration_id'
    | 'day'
    | 'model'
    | 'max_tokens'
  >;
  microdollars: number;
}

/** Writes down a request that is about to be sent, at the most that it may come to. */
export async function insertModelRequest(
  options: InsertModelRequestOptions,
): Promise<void> {
  const { tx, row, microdollars } = options;
  await tx<DbModelRequestRow>('model_requests').insert({
    ...row,
    state: 'reserved',
    reserved_microdollars: microdollars,
    cost_microdollars: microdollars,
    reserved_at: databaseNow(tx),
  });
}
