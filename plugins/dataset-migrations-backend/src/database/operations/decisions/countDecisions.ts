import type { DecisionKind } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { whereDecisionStands } from './whereDecisionStands';

/** Of how many targets of a migration something was said. */
export interface DecisionCountRow {
  migration_id: string;
  kind: DecisionKind;
  count: number | string;
}

/** How many decisions of each kind stand in migrations. */
export async function countDecisions(
  knex: Knex,
  migrationIds: readonly string[],
): Promise<DecisionCountRow[]> {
  return knex('decisions')
    .join('targets', 'targets.id', 'decisions.target_id')
    .whereIn('targets.migration_id', migrationIds)
    .modify(whereDecisionStands)
    .groupBy('targets.migration_id', 'decisions.kind')
    .orderBy('decisions.kind')
    .select('targets.migration_id', 'decisions.kind')
    .count<DecisionCountRow[]>({ count: '*' });
}
