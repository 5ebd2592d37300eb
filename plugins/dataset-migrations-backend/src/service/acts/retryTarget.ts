import { ConflictError } from '@backstage/errors';
import type {
  ReasonRequest,
  Target,
  TargetRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import type { TargetFacts } from '../../database/operations/targets/loadTargetFacts';
import { databaseNow } from '../../database/time';
import { actorOf } from '../actorOf';
import { getTargetView } from '../getTargetView';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { targetActions } from '../response/allowedActions';
import { changeTarget } from './changeTarget';

/** Queues a target again; a migration that was over runs again. */
export async function retryTarget(
  context: ServiceContext,
  { targetId, reason }: TargetRequest & ReasonRequest,
  { credentials }: CallOptions,
): Promise<Target> {
  const actor = actorOf(context.auth, credentials);
  await changeTarget(context, targetId, async (tx, facts) => {
    const { row, migration } = facts;
    if (row.state === 'queued') {
      return;
    }
    const allowed = targetActions({
      state: row.state,
      migrationState: migration.state,
      previewing: Boolean(migration.previewing),
    });
    if (!allowed.includes('retry')) {
      throw new ConflictError(
        `The target is ${row.state} and its migration ${
          migration.state
        }, so it cannot be retried; ${mendOf(facts)}`,
      );
    }
    const migrationId = migration.id;
    if (migration.state === 'completing' || migration.state === 'completed') {
      await moveMigration({
        tx,
        migrationId,
        from: migration.state,
        to: 'running',
        reason: 'A target is tried again',
        actor,
      });
    }
    await moveTarget({
      tx,
      targetId,
      from: row.state,
      to: 'queued',
      reason: reason ?? 'Retried',
      actor,
      changes: {
        generation: nextGeneration(facts),
        failure_count: 0,
        conditions: '[]',
        not_before: databaseNow(tx),
      },
    });
  });
  return getTargetView(context.knex, targetId);
}

/** A pull request that is over is never reused: the next one comes from another branch. */
function nextGeneration({ row, pullRequest }: TargetFacts): number {
  const isOver =
    pullRequest?.generation === row.generation && pullRequest.state !== 'open';
  return isOver ? row.generation + 1 : row.generation;
}

function mendOf({ migration }: TargetFacts): string {
  if (migration.state === 'cancelled') {
    return 'make a new migration';
  }
  if (migration.state === 'draft' || migration.state === 'planned') {
    return 'preview or start the migration first';
  }
  return 'wait until the agent or the code host is done';
}
