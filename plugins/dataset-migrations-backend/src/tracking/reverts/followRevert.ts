import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { listLiveReverts } from '../../database/operations/reverts/listLiveReverts';
import { moveRevert } from '../../database/operations/reverts/moveRevert';
import type { DbRevertRow, DbTargetRow } from '../../database/tables';
import { settleRevert } from '../../publishing/reverting/settleRevert';
import { planRevertMove } from './planRevertMove';

export interface FollowRevertOptions {
  tx: Knex.Transaction;
  /** Held by the caller, as is its migration. */
  target: Pick<DbTargetRow, 'id' | 'migration_id'>;
  /** Which revert of the target it is. */
  number: number;
  observed: ObservedPullRequest;
  /** Id of the code host. */
  actor: string;
}

/** Does what follows from looking at the pull request of a revert. True when something changed for people. */
export async function followRevert(
  options: FollowRevertOptions,
): Promise<boolean> {
  const { tx, target, number, observed, actor } = options;
  const revert = await tx<DbRevertRow>('reverts')
    .where({ target_id: target.id, number })
    .first('state');
  if (!revert) {
    return false;
  }
  const other = await listLiveReverts(tx)
    .where({ target_id: target.id })
    .whereNot({ number })
    .first();
  const move = planRevertMove({
    state: revert.state,
    observed,
    hasOther: other !== undefined,
  });
  if (!move) {
    return false;
  }
  const change = {
    tx,
    migrationId: target.migration_id,
    targetId: target.id,
    number,
    from: revert.state,
    reason: move.reason,
    actor,
  };
  return move.to === 'done'
    ? await settleRevert(change)
    : await moveRevert({ ...change, to: move.to });
}
