import type { Knex } from 'knex';
import type { DbLearnedRuleRow } from '../../tables';

export interface ListDecidedRulesOptions {
  migrationId: string;
  /** Absent for all. */
  state?: DbLearnedRuleRow['state'];
}

/** Rules that somebody has decided about, the oldest decision first. */
export async function listDecidedRules(
  knex: Knex,
  { migrationId, state }: ListDecidedRulesOptions,
): Promise<DbLearnedRuleRow[]> {
  return knex<DbLearnedRuleRow>('learned_rules')
    .where({ migration_id: migrationId, ...(state && { state }) })
    .orderBy(['decided_at', 'id']);
}
