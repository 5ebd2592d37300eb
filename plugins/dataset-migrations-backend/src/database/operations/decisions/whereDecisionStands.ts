import { SETTLED_TARGET_STATES } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { DECIDED_STATES } from '../../../decisions/DECIDED_STATES';

/**
 * Keeps decisions that say something of what their target is now. For `query.modify`, over `decisions` and `targets`: a
 * replica of an earlier version moves targets and ends no decision.
 */
export function whereDecisionStands(query: Knex.QueryBuilder): void {
  const decided = Object.entries(DECIDED_STATES);
  query.where('decisions.state', 'standing').where(stands => {
    for (const [kind, state] of decided) {
      stands.orWhere({ 'decisions.kind': kind, 'targets.state': state });
    }
    stands.orWhere(beside =>
      beside
        .whereNotIn(
          'decisions.kind',
          decided.map(([kind]) => kind),
        )
        .whereNotIn('targets.state', [
          ...SETTLED_TARGET_STATES,
          ...decided.map(([, state]) => state),
        ]),
    );
  });
}
