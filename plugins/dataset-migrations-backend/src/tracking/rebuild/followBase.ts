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

export interface FollowBaseOptions {
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

/** What a person or a check has to say first: a patch that is made anew would only be looked at anew. */
const NOT_READY: readonly TargetCondition[] = [
  'checksFailing',
  'changesRequested',
  'decisionNeeded',
];

/**
 * Queues the target of a pull request anew that conflicts with its base, or is only behind it, for the same generation
 * and so the same branch and pull request; or means to tell people, where the branch is theirs. True when the target was
 * moved.
 */
export async function followBase(options: FollowBaseOptions): Promise<boolean> {
  const { tx, target, row, observed, conditions, policy } = options;
  const onlyBehind =
    observed.behind === true &&
    !conditions.some(condition => NOT_READY.includes(condition));
  if (!observed.conflict && !onlyBehind) {
    return false;
  }
  const { migration_id: migrationId, id: targetId } = target;
  const migration = await holdMigration({ tx, migrationId });
  const plan = planRebuild({
    policy,
    conflict: observed.conflict,
    onlyBehind,
    humanCommits: conditions.includes('humanCommits'),
    stopped: conditions.includes('agentsStopped'),
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
