import type { Revert } from '@skein/backstage-plugin-dataset-migrations-common';
import type { TargetFacts } from '../../database/operations/targets/loadTargetFacts';
import { toIso } from '../../database/time';
import { toPullRequest } from './toPullRequest';

/** A revert as it leaves the house. */
export function toRevert({
  row,
  pullRequest,
}: NonNullable<TargetFacts['revert']>): Revert {
  return {
    state: row.state,
    stateReason: row.state_reason ?? undefined,
    stateSince: toIso(row.state_since),
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: toIso(row.requested_at),
    pullRequest: pullRequest && toPullRequest(pullRequest),
  };
}
