import { ConflictError, InputError } from '@backstage/errors';
import type {
  DecisionRequest,
  Target,
  TargetRequest,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import { databaseNow } from '../../database/time';
import { actorOf } from '../actorOf';
import { getTargetView } from '../getTargetView';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { targetActions } from '../response/allowedActions';
import { changeTarget } from './changeTarget';

interface Decision {
  /** What the target becomes. */
  to: TargetState;
  /** Reason when none is given; without it one has to be given. */
  reason?: string;
}

const DECISIONS: Record<DecisionRequest['decision'], Decision> = {
  takeOver: { to: 'takenOver', reason: 'The team moves it by hand' },
  handBack: { to: 'queued', reason: 'The team handed it back' },
  exempt: { to: 'exempted' },
  notAConsumer: { to: 'notAConsumer' },
};

/** Does what a team or the dataset owner decided about a target. A decision that stands already changes nothing. */
export async function decideTarget(
  context: ServiceContext,
  request: TargetRequest & DecisionRequest,
  { credentials }: CallOptions,
): Promise<Target> {
  const { targetId, decision } = request;
  const actor = actorOf(context.auth, credentials);
  const { to, reason: usual } = DECISIONS[decision];
  const reason = request.reason?.trim() || usual;
  if (reason === undefined) {
    throw new InputError(
      `body.reason: ${JSON.stringify(
        request.reason ?? '',
      )} says nothing, and '${decision}' needs a reason; write why, so that it can be understood later`,
    );
  }
  await changeTarget(context, targetId, async (tx, { row, migration }) => {
    if (row.state === to) {
      return;
    }
    const allowed = targetActions({
      state: row.state,
      migrationState: migration.state,
      previewing: Boolean(migration.previewing),
    });
    if (!allowed.includes(decision)) {
      throw new ConflictError(
        `body.decision: '${decision}' is not possible while the target is ${
          row.state
        } and its migration ${migration.state}; possible is ${
          allowed.join(', ') || 'nothing'
        }`,
      );
    }
    await moveTarget({
      tx,
      targetId,
      from: row.state,
      to,
      reason,
      actor,
      changes: to === 'queued' ? { not_before: databaseNow(tx) } : {},
    });
  });
  return getTargetView(context.knex, targetId);
}
