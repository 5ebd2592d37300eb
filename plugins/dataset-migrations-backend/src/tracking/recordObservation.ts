import {
  TARGET_CONDITION_DESCRIPTIONS,
  type TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { endAttempt } from '../database/operations/attempts/endAttempt';
import { isBeingClosed } from '../database/operations/effects/isBeingClosed';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import { lockMigration } from '../database/operations/migrations/lockMigration';
import { revertNumber } from '../database/operations/reverts/revertGeneration';
import { lockTarget } from '../database/operations/targets/lockTarget';
import { recordEvent } from '../database/operations/events/recordEvent';
import { toDbTime } from '../database/operations/pullRequests/observedColumns';
import { updateObserved } from '../database/operations/pullRequests/updateObserved';
import { moveTarget } from '../database/operations/targets/moveTarget';
import type { DbPullRequestRow, DbTargetRow } from '../database/tables';
import { toOptionalIso } from '../database/time';
import { foldObservation } from './foldObservation';
import { followChecks } from './reactions/followChecks';
import { followRevert } from './reverts/followRevert';
import { followBase } from './rebuild/followBase';
import type { RebuildPolicy } from './rebuild/planRebuild';

export interface RecordObservationOptions {
  knex: Knex;
  /** The row as it was when the look began, and the database's time then. */
  row: DbPullRequestRow & { seenAt: string };
  observed: ObservedPullRequest;
  rebuild: RebuildPolicy;
  /** Whether failed checks may go to an agent at all. */
  reacts: boolean;
  /** Id of the code host. */
  actor: string;
}

/**
 * Writes what was seen of a pull request, what follows for its target, and the history, in one transaction.
 * Gives the migration in which something changed for people; undefined when nothing did.
 */
export async function recordObservation(
  options: RecordObservationOptions,
): Promise<string | undefined> {
  const { knex, row, observed, actor } = options;
  const revert = revertNumber(row.generation);
  return await knex.transaction(async tx => {
    const target = await holdTarget(tx, row.target_id, revert !== undefined);
    const written = await updateObserved({
      tx,
      id: row.id,
      observed,
      seenAt: row.seenAt,
      changed: hasChanged(row, observed),
      active: isActive(row, observed),
      said: revert === undefined && hasNews(row, observed),
    });
    if (!written || !target) {
      return undefined;
    }
    if (revert !== undefined) {
      const followed = await followRevert({
        tx,
        target,
        number: revert,
        observed,
        actor,
      });
      return followed || hasChanged(row, observed)
        ? target.migration_id
        : undefined;
    }
    // a pull request of an earlier generation says nothing of the target any more; the publisher speaks for itself
    const speaksForTarget =
      target.generation === row.generation && target.state !== 'publishing';
    const changed =
      (speaksForTarget && (await follow(tx, target, options))) ||
      hasChanged(row, observed);
    return changed ? target.migration_id : undefined;
  });

  async function follow(
    tx: Knex.Transaction,
    target: DbTargetRow,
    {
      row: { id, state, pushed_sha },
      rebuild,
      reacts,
    }: RecordObservationOptions,
  ): Promise<boolean> {
    const before: TargetCondition[] = JSON.parse(target.conditions);
    const { conditions, move } = foldObservation({
      observed,
      recorded: { state, pushedSha: pushed_sha ?? undefined },
      target: { state: target.state, conditions: before },
    });
    if (move) {
      const { state: from, fence } = target;
      const isOurs =
        move.to === 'closed' &&
        (await isBeingClosed({ tx, pullRequestId: id }));
      const moved = await moveTarget({
        tx,
        targetId: target.id,
        from,
        to: move.to,
        fence: from === 'running' ? fence : undefined,
        ...(isOurs
          ? {
              actor: 'skein',
              reason: 'Closed by Skein, since nothing had happened for long',
            }
          : { actor, reason: move.reason }),
        changes: { conditions: JSON.stringify(conditions) },
      });
      if (moved && from === 'running') {
        await endAttempt({
          tx,
          targetId: target.id,
          fence,
          state: 'lost',
          result: { error: `Nobody needs it any more. ${move.reason}` },
        });
      }
      return moved;
    }
    if (target.state !== 'prOpen') {
      return false;
    }
    if (reacts) {
      await followChecks({ tx, targetId: target.id, row: { id }, observed });
    }
    const rebuilds = await followBase({
      tx,
      target,
      row: { id },
      observed,
      conditions,
      policy: rebuild,
    });
    if (rebuilds || sameConditions(before, conditions)) {
      return rebuilds;
    }
    const updated = await tx<DbTargetRow>('targets')
      .where({
        id: target.id,
        state: 'prOpen',
        generation: target.generation,
        conditions: target.conditions,
      })
      .update({ conditions: JSON.stringify(conditions) });
    if (updated > 0) {
      await recordEvent({
        tx,
        migrationId: target.migration_id,
        targetId: target.id,
        actor,
        kind: 'conditionsChanged',
        reason: describeConditions(conditions),
      });
    }
    return updated > 0;
  }
}

/** Migration, target, pull request: the order in which everybody locks. */
async function holdTarget(
  tx: Knex.Transaction,
  targetId: string,
  changesMigration: boolean,
): Promise<DbTargetRow | undefined> {
  const found = await tx<DbTargetRow>('targets')
    .where({ id: targetId })
    .first('migration_id');
  if (!found) {
    return undefined;
  }
  const { migration_id: migrationId } = found;
  await (changesMigration
    ? lockMigration(tx, migrationId)
    : holdMigration({ tx, migrationId }));
  return await lockTarget(tx, targetId);
}

function hasChanged(
  row: DbPullRequestRow,
  observed: ObservedPullRequest,
): boolean {
  return (
    isActive(row, observed) || row.checks !== JSON.stringify(observed.checks)
  );
}

/** The host moves this time with each comment and review, too. */
function hasNews(
  row: DbPullRequestRow,
  observed: ObservedPullRequest,
): boolean {
  return (
    observed.state === 'open' &&
    toOptionalIso(row.said_at) !== toOptionalIso(toDbTime(observed.updatedAt))
  );
}

/** Checks run without anybody wanting to merge. */
function isActive(
  row: DbPullRequestRow,
  observed: ObservedPullRequest,
): boolean {
  return (
    row.state !== observed.state ||
    row.head_sha !== observed.headSha ||
    row.title !== observed.title ||
    row.reviews !== JSON.stringify(observed.reviews)
  );
}

function sameConditions(
  left: TargetCondition[],
  right: TargetCondition[],
): boolean {
  return [...left].sort().join() === [...right].sort().join();
}

function describeConditions(conditions: TargetCondition[]): string {
  return conditions.length === 0
    ? 'Nothing stands in the way of a merge any more'
    : conditions
        .map(condition => TARGET_CONDITION_DESCRIPTIONS[condition].label)
        .join(', ');
}
