import type { TargetCondition } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { endAttempt } from '../database/operations/attempts/endAttempt';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import { moveTarget } from '../database/operations/targets/moveTarget';
import { noteAnswer } from '../database/operations/reactions/noteAnswer';
import { isReleased } from '../database/operations/waves/isReleased';
import { databaseNow } from '../database/time';
import type { AttemptOutcome } from '../execution/AttemptOutcome';
import { crashPoint } from '../execution/crashPoint';
import type { ClaimedTarget } from './ClaimedTarget';
import { explainUnchanged } from './explainUnchanged';
import { resetFailedInRow } from './pauseAfterFailures';
import { returnToPullRequest } from './returnToPullRequest';
import { toAttemptResult } from './toAttemptResult';

export interface RecordResultOptions {
  tx: Knex.Transaction;
  claim: ClaimedTarget;
  outcome: Exclude<AttemptOutcome, { kind: 'failed' }>;
}

/**
 * Records an attempt that came to its end; a proposal of a running migration goes straight on to be published.
 * False, and nothing written, when the claim is no longer good.
 */
export async function recordResult(
  options: RecordResultOptions,
): Promise<boolean> {
  const { tx, claim, outcome } = options;
  if (outcome.kind === 'proposed') {
    crashPoint('beforeProposed');
  }
  const { targetId, migrationId, fence, attemptId, answers } = claim;
  const migration = await holdMigration({ tx, migrationId });
  const unchanged = answers && explainUnchanged(outcome, answers);
  if (answers && unchanged !== undefined) {
    return await returnToPullRequest({
      tx,
      claim: { ...claim, answers },
      reason: unchanged,
      attempt: { state: 'succeeded', result: toAttemptResult(outcome.record) },
    });
  }
  const conditions: TargetCondition[] = [
    ...claim.conditions.filter(condition => condition === 'noOwner'),
    ...outcome.conditions,
  ];
  const moved = await moveTarget({
    tx,
    targetId,
    from: 'running',
    to: outcome.kind,
    fence,
    actor: 'skein',
    reason: outcome.reason,
    changes: {
      attempt_id: attemptId,
      failure_count: 0,
      agent_failure_count: 0,
      lost_count: 0,
      failure_class: null,
      interactive: false,
      conditions: JSON.stringify(conditions),
    },
  });
  if (!moved) {
    return false;
  }
  await endAttempt({
    tx,
    targetId,
    fence,
    state: 'succeeded',
    result: toAttemptResult(outcome.record),
  });
  if (answers) {
    await noteAnswer({ tx, reactionId: answers.reaction.id, attemptId });
  }
  if (migration && migration.failed_in_row > 0) {
    await resetFailedInRow(tx, migrationId);
  }
  if (
    outcome.kind === 'proposed' &&
    migration?.state === 'running' &&
    (await isReleased(tx, targetId))
  ) {
    await moveTarget({
      tx,
      targetId,
      from: 'proposed',
      to: 'publishing',
      fence,
      actor: 'skein',
      reason: outcome.reason,
      changes: { not_before: databaseNow(tx) },
    });
  }
  return true;
}
