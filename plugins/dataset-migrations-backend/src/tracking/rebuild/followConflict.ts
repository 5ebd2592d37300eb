import type { TargetCondition } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { intendEffect } from '../../database/operations/effects/intendEffect';
import { countRebuilds } from '../../database/operations/events/countRebuilds';
import { holdMigration } from '../../database/operations/migrations/holdMigration';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import type { DbPullRequestRow, DbTargetRow } from '../../database/tables';
import { databaseNow } from '../../database/time';
import { planRebuild, type RebuildPolicy } from './planRebuild';

export interface FollowConflictOptions {
  tx: Knex.Transaction;
  /** A target whose pull request is open, of its generation. */
  target: DbTargetRow;
  row: Pick<DbPullRequestRow, 'id'>;
  observed: ObservedPullRequest;
  /** As they follow from what was observed. */
  conditions: TargetCondition[];
  policy: RebuildPolicy;
}

const DAY_SECONDS = 24 * 3600;

/**
 * Queues the target of a conflicting pull request anew, for the same generation and so the same branch and pull request;
 * or means to tell people, where the branch is theirs. True when the target was moved.
 */
export async function followConflict(
  options: FollowConflictOptions,
): Promise<boolean> {
  const { tx, target, row, observed, conditions, policy } = options;
  if (!observed.conflict || !policy.onConflict) {
    return false;
  }
  const { migration_id: migrationId, id: targetId } = target;
  const migration = await holdMigration({ tx, migrationId });
  const plan = planRebuild({
    policy,
    conflict: observed.conflict,
    humanCommits: conditions.includes('humanCommits'),
    migrationState: migration?.state ?? 'cancelled',
    rebuiltToday: await countRebuilds({
      tx,
      targetId,
      withinSeconds: DAY_SECONDS,
    }),
  });
  if (plan.kind === 'tell') {
    await intendEffect({
      tx,
      targetId,
      pullRequestId: row.id,
      kind: 'tellConflict',
      key: 'tellConflict',
    });
  }
  return (
    plan.kind === 'rebuild' &&
    (await moveTarget({
      tx,
      targetId,
      from: 'prOpen',
      to: 'queued',
      actor: 'skein',
      reason: plan.reason,
      changes: {
        conditions: JSON.stringify(conditions),
        failure_count: 0,
        agent_failure_count: 0,
        lost_count: 0,
        failure_class: null,
        not_before: databaseNow(tx),
      },
    }))
  );
}
