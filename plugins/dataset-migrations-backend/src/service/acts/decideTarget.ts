import { InputError } from '@backstage/errors';
import type {
  DecisionRequest,
  Target,
  TargetRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { targetActions } from '../response/allowedActions';
import { planDecision } from '../../decisions/planDecision';
import { parseFullEntityRef } from '../../discovery/parseFullEntityRef';
import { actorOf } from '../actorOf';
import { getDecisionDays } from '../getDecisionDays';
import { getTargetView } from '../getTargetView';
import type { CallOptions } from '../MigrationService';
import { toDecision } from '../response/toDecision';
import type { ServiceContext } from '../ServiceContext';
import { applyDecision } from './applyDecision';
import { changeTarget } from './changeTarget';

/** Does what a team or the dataset owner decided about a target. A decision that stands already changes nothing. */
export async function decideTarget(
  context: ServiceContext,
  { targetId, ...decision }: TargetRequest & DecisionRequest,
  { credentials }: CallOptions,
): Promise<Target> {
  const actor = actorOf(context.auth, credentials);
  const request: DecisionRequest = {
    ...decision,
    ...(decision.ownerRef !== undefined && {
      ownerRef: await findOwner(context, decision.ownerRef),
    }),
  };
  await changeTarget(context, targetId, async (tx, facts) => {
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
  });
  return getTargetView(context.knex, targetId);
}

/** The full reference of a group or user of the catalog. */
async function findOwner(
  { catalog, auth }: ServiceContext,
  ownerRef: string,
): Promise<string> {
  const refuse = (what: string) =>
    new InputError(
      `body.ownerRef: ${JSON.stringify(
        ownerRef,
      )} ${what}; write the group or user that owns the code, for example group:default/finance`,
    );
  let ref: string;
  try {
    ref = parseFullEntityRef(ownerRef);
  } catch {
    throw refuse('is not an entity reference');
  }
  if (!/^(group|user):/.test(ref)) {
    throw refuse('is neither a group nor a user');
  }
  const { items } = await catalog.getEntitiesByRefs(
    { entityRefs: [ref], fields: ['kind'] },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  if (!items[0]) {
    throw refuse('is not in the catalog');
  }
  return ref;
}
