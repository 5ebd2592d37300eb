import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { assertTargetTransition } from '../../../states/assertTransition';
import type { DbTargetRow } from '../../tables';
import { databaseNow } from '../../time';
import { isDecided } from '../../../decisions/DECIDED_STATES';
import { endDecision } from '../decisions/endDecision';
import { recordEvent } from '../events/recordEvent';

/** Columns that may change together with the state. */
export type TargetChanges = Partial<
  Pick<
    DbTargetRow,
    | 'conditions'
    | 'attempt_id'
    | 'failure_count'
    | 'generation'
    | 'failure_class'
    | 'agent_failure_count'
    | 'lost_count'
    | 'agent'
    | 'interactive'
    | 'begun_generation'
  >
> & {
  /** A bound from the database's clock, see `nowPlus`. */
  not_before?: Knex.Raw;
};

export interface MoveTargetOptions {
  tx: Knex.Transaction;
  targetId: string;
  from: TargetState;
  to: TargetState;
  /** Given by whoever holds the lease; a person who decides holds none. */
  fence?: number;
  reason?: string;
  actor: string;
  changes?: TargetChanges;
}

/**
 * Moves a target on, ends its lease and the decision that held it, and writes its event.
 * False, and nothing written, if the target is no longer what the caller saw: it was moved, or its lease was taken over.
 */
export async function moveTarget(options: MoveTargetOptions): Promise<boolean> {
  const { tx, targetId, from, to, fence, reason, actor, changes } = options;
  assertTargetTransition(from, to);
  const moved = await tx<DbTargetRow>('targets')
    .where({ id: targetId, state: from })
    .modify(query => {
      if (fence !== undefined) {
        query.where({ fence });
      }
    })
    .update({
      ...(changes as Partial<DbTargetRow>),
      state: to,
      state_reason: reason ?? null,
      state_since: databaseNow(tx),
      lease_owner: null,
      lease_expires_at: null,
    })
    .returning('migration_id');
  if (moved.length === 0) {
    return false;
  }
  if (isDecided(from)) {
    await endDecision({ tx, targetIds: [targetId], by: actor, reason });
  }
  await recordEvent({
    tx,
    migrationId: moved[0].migration_id,
    targetId,
    actor,
    kind: 'targetMoved',
    from,
    to,
    reason,
  });
  return true;
}
