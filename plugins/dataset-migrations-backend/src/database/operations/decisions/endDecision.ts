import type { Knex } from 'knex';
import type { DbDecisionRow } from '../../tables';
import { databaseNow } from '../../time';

export interface EndDecisionOptions {
  tx: Knex.Transaction;
  targetIds: readonly string[];
  by: string;
  reason?: string;
}

/** What stood about these targets is history from now on. */
export async function endDecision(options: EndDecisionOptions): Promise<void> {
  const { tx, targetIds, by, reason } = options;
  await tx<DbDecisionRow>('decisions')
    .whereIn('target_id', targetIds)
    .where({ state: 'standing' })
    .update({
      state: 'ended',
      ended_by: by,
      ended_at: databaseNow(tx),
      end_reason: reason ?? null,
    });
}
