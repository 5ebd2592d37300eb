import type { Knex } from 'knex';
import type { DbLearnedRuleRow } from '../../tables';
import { databaseNow } from '../../time';

export interface StoreRuleDecisionOptions {
  tx: Knex.Transaction;
  decision: Omit<DbLearnedRuleRow, 'decided_at'>;
}

/** Stores what was decided about a rule, in place of what was decided before. */
export async function storeRuleDecision(
  options: StoreRuleDecisionOptions,
): Promise<void> {
  const { tx, decision } = options;
  await tx<DbLearnedRuleRow>('learned_rules')
    .insert({ ...decision, decided_at: databaseNow(tx) })
    .onConflict(['migration_id', 'id'])
    .merge(['state', 'decided_by', 'decided_at', 'reason']);
}
