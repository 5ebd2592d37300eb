import type { Knex } from 'knex';
import { explainWait } from '../../../publishing/capacity/explainWait';
import type { DbRevertRow } from '../../tables';
import {
  beyondCapacity,
  type ReviewerCapacity,
} from '../publishing/beyondCapacity';
import { waitingReverts } from './claimReverts';

/** So many at once; the rest is for the next time. */
const LIMIT = 200;

/** Lets reverts for which no reviewer is free say so. */
export async function holdReverts(options: {
  tx: Knex.Transaction;
  capacity: ReviewerCapacity;
}): Promise<void> {
  const { tx, capacity } = options;
  const rows = await beyondCapacity(tx, capacity, waitingReverts(tx))
    .select('*')
    .orderBy('id')
    .limit(LIMIT);
  for (const row of rows) {
    await tx<DbRevertRow>('reverts')
      .where({ target_id: row.id, state: 'waiting', begun_at: null })
      .update({ state_reason: explainWait(row) });
  }
}
