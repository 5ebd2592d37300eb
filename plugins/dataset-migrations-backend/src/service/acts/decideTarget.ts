import type {
  DecisionRequest,
  Target,
  TargetRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { actorOf } from '../actorOf';
import { getDecisionDays } from '../getDecisionDays';
import type { CallOptions } from '../MigrationService';
import { resolveOwnerRefs } from '../request/resolveOwnerRefs';
import type { ServiceContext } from '../ServiceContext';
import { changeTarget, type ChangeTargetOptions } from './changeTarget';
import { planTargetDecision } from './planTargetDecision';

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
    const days = await getDecisionDays(tx, facts, context.decisions);
    await planTargetDecision({ request, facts, days, actor })(tx);
  };
  return changeTarget(context, { targetId, dryRun, change });
}
