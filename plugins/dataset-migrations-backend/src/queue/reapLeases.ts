import type { Knex } from 'knex';
import { endAttempt } from '../database/operations/attempts/endAttempt';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import { listExpiredLeases } from '../database/operations/queue/listExpiredLeases';
import { listWorkingReactions } from '../database/operations/reactions/listWorkingReactions';
import { moveTarget } from '../database/operations/targets/moveTarget';
import type { DbAttemptRow, DbTargetRow } from '../database/tables';
import { nowPlus } from '../database/time';
import { countAttempt } from '../telemetry/countAttempt';
import { explainGivingUp } from './explainFailure';
import { pauseAfterFailures } from './pauseAfterFailures';
import { planRetry } from './planRetry';
import { returnToPullRequest } from './returnToPullRequest';

const PORTION = 100;

/** A target whose worker was lost so often in a row has something in it that kills workers. */
export const MAX_LOST = 5;

/**
 * Gives targets of lost workers back to the queue, or up on those that were lost too often. Safe to run on several
 * replicas at once: a lease that has run out is never revived, and the fence lets one of them write.
 *
 * @returns the migrations in which something has changed
 */
export async function reapLeases(options: {
  knex: Knex;
  /** So many targets that failed one after the other pause their migration; 0 for never. */
  pauseAfter: number;
}): Promise<Set<string>> {
  const { knex, pauseAfter } = options;
  const changed = new Set<string>();
  for (const target of await listExpiredLeases({ knex, limit: PORTION })) {
    // one transaction each, so that none holds two migrations and waits for a third
    const moved = await knex.transaction(
      async tx => await takeBack(tx, target, pauseAfter),
    );
    if (moved) {
      countAttempt({ outcome: 'lost', failure: 'infrastructure' });
      changed.add(target.migration_id);
    }
  }
  return changed;
}

async function takeBack(
  tx: Knex.Transaction,
  target: DbTargetRow,
  pauseAfter: number,
): Promise<boolean> {
  const { id: targetId, migration_id: migrationId, fence } = target;
  const lost = target.lost_count + 1;
  const giveUp = lost >= MAX_LOST;
  await holdMigration({ tx, migrationId, toChange: giveUp });
  if (giveUp && (await giveUpReaction(tx, target))) {
    return true;
  }
  const moved = await moveTarget({
    tx,
    targetId,
    from: 'running',
    fence,
    actor: 'skein',
    ...(giveUp
      ? {
          to: 'failed',
          reason: explainGivingUp({
            failure: 'agent',
            failures: lost,
            reason: `Something in it ends workers, the last was ${target.lease_owner}`,
          }),
          changes: { lost_count: lost, failure_class: 'agent' },
        }
      : {
          to: 'queued',
          reason: `The worker ${target.lease_owner} was lost; queued again`,
          changes: {
            lost_count: lost,
            failure_class: 'infrastructure',
            ...whenAfterLoss(tx, lost),
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
    state: 'lost',
    result: {
      error: `The worker ${target.lease_owner} was lost before it ended`,
    },
  });
  if (giveUp) {
    await pauseAfterFailures({ tx, migrationId, limit: pauseAfter });
  }
  return true;
}

/** An agent that ends workers while it answers checks or reviewers leaves the pull request as it is. */
async function giveUpReaction(
  tx: Knex.Transaction,
  target: DbTargetRow,
): Promise<boolean> {
  const { id: targetId, fence, lease_owner: worker } = target;
  const reactions = await listWorkingReactions(tx, [targetId]);
  const reaction = reactions.get(targetId)?.reaction;
  const attempt = await tx<DbAttemptRow>('attempts')
    .where({ target_id: targetId, fence })
    .first('id');
  return reaction && attempt
    ? await returnToPullRequest({
        tx,
        claim: {
          targetId,
          fence,
          attemptId: attempt.id,
          conditions: JSON.parse(target.conditions),
          answers: { reaction },
        },
        reason: `something in it ends workers, the last was ${worker}`,
        attempt: {
          state: 'lost',
          result: { error: `The worker ${worker} was lost before it ended` },
        },
      })
    : false;
}

/**
 * The first time at once and before those who were behind it, since a worker is mostly lost for reasons of its own; then
 * later and later.
 */
function whenAfterLoss(
  tx: Knex.Transaction,
  lost: number,
): { not_before?: Knex.Raw } {
  if (lost === 1) {
    return {};
  }
  const plan = planRetry({
    failure: 'infrastructure',
    failures: lost - 1,
    random: Math.random(),
  });
  return plan.kind === 'later'
    ? { not_before: nowPlus(tx, plan.delaySeconds) }
    : {};
}
