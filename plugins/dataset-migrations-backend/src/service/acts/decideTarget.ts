import type {
  DecisionRequest,
  Target,
  TargetRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { targetActions } from '../response/allowedActions';
import { planDecision } from '../../decisions/planDecision';
import { actorOf } from '../actorOf';
import { getDecisionDays } from '../getDecisionDays';
import type { CallOptions } from '../MigrationService';
import { resolveOwnerRefs } from '../request/resolveOwnerRefs';
import { toDecision } from '../response/toDecision';
import type { ServiceContext } from '../ServiceContext';
import { applyDecision } from './applyDecision';
import { changeTarget, type ChangeTargetOptions } from './changeTarget';

/** Does what a team or the dataset owner decided about a target. A decision that stands already changes nothing. */
export async function decideTarget(
  context: ServiceContext,
  { targetId, dryRun, ...decision }: TargetRequest & DecisionRequest,
  { credentials }: CallOptions,
): Promise<Target> {
  const actor = actorOf(context.auth, credentials);
  const { ownerRef: written } = decision;
  const [ownerRef] = await resolveOwnerRefs(
    context,
    written === undefined ? [] : [{ path: 'body.ownerRef', value: written }],
    { who: 'the group or user that owns the code' },
  );
  const request: DecisionRequest = { ...decision, ownerRef };
  const change: ChangeTargetOptions['change'] = async (tx, facts) => {
    const { row, migration } = facts;
    const standing = facts.decision && toDecision(facts.decision);
    const days = await getDecisionDays(tx, facts, context.decisions);
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
    await applyDecision({ tx, facts, plan, days, actor });
  };
  return changeTarget(context, { targetId, dryRun, change });
}
