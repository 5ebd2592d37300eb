import type { Knex } from 'knex';
import type { DbDecisionRow } from '../../tables';
import { whereDecisionStands } from './whereDecisionStands';

/** What stands about targets, one at most for each. */
export async function listStandingDecisions(
  knex: Knex,
  targetIds: readonly string[],
): Promise<DbDecisionRow[]> {
  return knex('decisions')
    .join('targets', 'targets.id', 'decisions.target_id')
    .whereIn('decisions.target_id', targetIds)
    .modify(whereDecisionStands)
    .select('decisions.*');
}
