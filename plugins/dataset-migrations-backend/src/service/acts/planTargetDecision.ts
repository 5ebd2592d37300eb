import type {
  DecisionDays,
  DecisionRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { TargetFacts } from '../../database/operations/targets/loadTargetFacts';
import { planDecision } from '../../decisions/planDecision';
import { targetActions } from '../response/allowedActions';
import { toDecision } from '../response/toDecision';
import { applyDecision } from './applyDecision';
import type { TargetChange } from './TargetChange';

export interface PlanTargetDecisionOptions {
  /** With the owner's full reference. */
  request: DecisionRequest;
  facts: TargetFacts;
  days: DecisionDays;
  actor: string;
}

/** What somebody's decision changes; throws `InputError` or `ConflictError` for one that cannot be made. */
export function planTargetDecision(
  options: PlanTargetDecisionOptions,
): TargetChange {
  const { request, facts, days, actor } = options;
  const { row, migration } = facts;
  const standing = facts.decision && toDecision(facts.decision);
  const plan = planDecision({
    request,
    state: row.state,
    migrationState: migration.state,
    standing,
    allowed: targetActions({
      state: row.state,
      migrationState: migration.state,
      previewing: Boolean(migration.previewing),
      decision: standing?.kind,
    }),
    days,
  });
  return async tx => await applyDecision({ tx, facts, plan, days, actor });
}
