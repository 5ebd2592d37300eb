import { ConflictError } from '@backstage/errors';
import type { RetryTargetRequest } from '@skein/backstage-plugin-dataset-migrations-common';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import type { TargetFacts } from '../../database/operations/targets/loadTargetFacts';
import { targetActions } from '../response/allowedActions';
import { requeueTarget } from './requeueTarget';
import type { TargetChange } from './TargetChange';

export interface PlanTargetRetryOptions
  extends Pick<RetryTargetRequest, 'reason' | 'agent'> {
  facts: TargetFacts;
  /** Whether a person waits for this very target. */
  interactive: boolean;
  actor: string;
}

/** Queues a target again; a migration that was over runs again. Throws `ConflictError` where that is not possible. */
export function planTargetRetry(options: PlanTargetRetryOptions): TargetChange {
  const { facts, agent, reason, interactive, actor } = options;
  const { row, migration } = facts;
  if (row.state === 'queued') {
    return async () => {};
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
  return async tx => {
    if (migration.state === 'completing' || migration.state === 'completed') {
      await moveMigration({
        tx,
        migrationId: migration.id,
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
      interactive,
      reason: reason ?? explainRetry(agent),
      actor,
    });
  };
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
