import type { Knex } from 'knex';
import { endAttempt } from '../database/operations/attempts/endAttempt';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import { moveTarget } from '../database/operations/targets/moveTarget';
import type { DbTargetRow } from '../database/tables';
import { nowPlus } from '../database/time';
import type { AttemptOutcome } from '../execution/AttemptOutcome';
import type { ClaimedTarget } from './ClaimedTarget';
import { explainGivingUp } from './explainFailure';
import { pauseAfterFailures } from './pauseAfterFailures';
import { planRetry } from './planRetry';
import { returnToPullRequest } from './returnToPullRequest';
import { toAttemptResult } from './toAttemptResult';

export interface RecordFailureOptions {
  tx: Knex.Transaction;
  claim: ClaimedTarget;
  outcome: Extract<AttemptOutcome, { kind: 'failed' }>;
  /** So many targets that failed one after the other pause their migration; 0 for never. */
  pauseAfter: number;
}

/**
 * Records a failed attempt: its target is tried again later, or given up. False, and nothing written, when the claim is
 * no longer good.
 */
export async function recordFailure(
  options: RecordFailureOptions,
): Promise<boolean> {
  const { tx, claim, outcome, pauseAfter } = options;
  const { targetId, migrationId, fence } = claim;
  const { failure, reason, retryAfterSeconds } = outcome;
  const counts = countFailures(
    await tx<DbTargetRow>('targets').where({ id: targetId }).first(),
    failure,
  );
  const plan = planRetry({
    failure,
    failures: counts.failures,
    retryAfterSeconds,
    random: Math.random(),
  });
  const { answers } = claim;
  const givesUp = plan.kind === 'giveUp';
  await holdMigration({ tx, migrationId, toChange: givesUp && !answers });
  if (givesUp && answers) {
    return await returnToPullRequest({
      tx,
      claim: { ...claim, answers },
      reason,
      attempt: {
        state: 'failed',
        result: {
          ...toAttemptResult(outcome.record),
          error: reason,
          failure_class: failure,
        },
      },
    });
  }
  const kept = claim.conditions.filter(condition => condition !== 'retrying');
  const changes = {
    ...counts.columns,
    failure_class: failure,
    lost_count: 0,
    interactive: false,
  };
  const moved = await moveTarget({
    tx,
    targetId,
    from: 'running',
    fence,
    actor: 'skein',
    ...(plan.kind === 'giveUp'
      ? {
          to: 'failed',
          reason: explainGivingUp({
            failure,
            failures: counts.failures,
            reason,
          }),
          changes: { ...changes, conditions: JSON.stringify(kept) },
        }
      : {
          to: 'queued',
          reason: `${reason} (${failure} failure ${counts.failures} in a row); next attempt in ${plan.delaySeconds} seconds`,
          changes: {
            ...changes,
            conditions: JSON.stringify([...kept, 'retrying']),
            not_before: nowPlus(tx, plan.delaySeconds),
          },
        }),
  });
  if (!moved) {
    return false;
  }
  await endAttempt({
    tx,
    targetId,
    fence,
    state: 'failed',
    result: {
      ...toAttemptResult(outcome.record),
      error: reason,
      failure_class: failure,
    },
  });
  if (givesUp) {
    await pauseAfterFailures({ tx, migrationId, limit: pauseAfter });
  }
  return true;
}

type FailureCounts = Pick<
  DbTargetRow,
  'failure_class' | 'failure_count' | 'agent_failure_count'
>;

/** An outage between two failures of an agent does not excuse the agent; two outages are one row of failures. */
function countFailures(
  before: FailureCounts | undefined,
  failure: NonNullable<DbTargetRow['failure_class']>,
): {
  failures: number;
  columns: Partial<Pick<DbTargetRow, 'failure_count' | 'agent_failure_count'>>;
} {
  if (failure === 'agent') {
    const failures = (before?.agent_failure_count ?? 0) + 1;
    return { failures, columns: { agent_failure_count: failures } };
  }
  const failures =
    before?.failure_class === failure ? before.failure_count + 1 : 1;
  return { failures, columns: { failure_count: failures } };
}
