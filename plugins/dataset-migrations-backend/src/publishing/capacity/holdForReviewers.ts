import type { Knex } from 'knex';
import {
  beyondCapacity,
  type ReviewerCapacity,
} from '../../database/operations/publishing/beyondCapacity';
import { holdPublication } from '../../database/operations/publishing/holdPublication';
import { explainWait, WAITS } from './explainWait';

export interface HoldForReviewersOptions {
  tx: Knex.Transaction;
  capacity: ReviewerCapacity;
}

/** So many at once; the rest is for the next time. */
const LIMIT = 200;

/** Lets publications for which no reviewer is free say so, each once. Gives their migrations. */
export async function holdForReviewers({
  tx,
  capacity,
}: HoldForReviewersOptions): Promise<Set<string>> {
  const changed = new Set<string>();
  const rows = await beyondCapacity(tx, capacity)
    .select('*')
    .where(untold =>
      untold
        .whereNull('state_reason')
        .orWhereNot('state_reason', 'like', `${WAITS}%`),
    )
    .orderBy('id')
    .limit(LIMIT);
  for (const row of rows) {
    const migrationId = await holdPublication({
      tx,
      targetId: row.id,
      reason: explainWait(row),
    });
    if (migrationId !== undefined) {
      changed.add(migrationId);
    }
  }
  return changed;
}
