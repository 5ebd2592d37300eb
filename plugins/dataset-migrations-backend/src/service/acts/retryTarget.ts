import { ConflictError } from '@backstage/errors';
import type {
  RetryTargetRequest,
  Target,
  TargetRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import type { TargetFacts } from '../../database/operations/targets/loadTargetFacts';
import { actorOf } from '../actorOf';
import { checkAgent } from '../checkAgent';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { targetActions } from '../response/allowedActions';
import { changeTarget, type ChangeTargetOptions } from './changeTarget';
import { requeueTarget } from './requeueTarget';

/** Queues a target again; a migration that was over runs again. */
export async function retryTarget(
  context: ServiceContext,
  { targetId, reason, agent, dryRun }: TargetRequest & RetryTargetRequest,
  { credentials }: CallOptions,
): Promise<Target> {
  checkAgent(context.agentIds, agent);
  const actor = actorOf(context.auth, credentials);
  const change: ChangeTargetOptions['change'] = async (tx, facts) => {
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
    await requeueTarget({
      tx,
      facts,
      agent,
      interactive: true,
      reason: reason ?? explainRetry(agent),
      actor,
    });
  };
  return changeTarget(context, { targetId, dryRun, change });
}

function explainRetry(agent: string | undefined): string {
  return agent === undefined ? 'Retried' : `Retried with the agent ${agent}`;
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
