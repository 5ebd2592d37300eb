import type {
  MigrationRequest,
  RetryFailedRequest,
  RetryFailedResult,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import { listFailedRows } from '../../database/operations/targets/listFailedRows';
import { loadTargetFacts } from '../../database/operations/targets/loadTargetFacts';
import type { DbMigrationRow, DbTargetRow } from '../../database/tables';
import { actorOf } from '../actorOf';
import { checkAgent } from '../checkAgent';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { changeMigration } from './changeMigration';
import { requeueTarget } from './requeueTarget';

/** A call that queues more would hold the migration for too long; `total` says whether to call again. */
const MOST_AT_ONCE = 1000;
const MOST_SHOWN = 50;

/** Queues the failed targets of a migration again, all or those of one kind; a migration that was over runs again. */
export async function retryFailedTargets(
  context: ServiceContext,
  request: MigrationRequest & RetryFailedRequest,
  { credentials }: CallOptions,
): Promise<RetryFailedResult> {
  const { migrationId, failureClass, text, dryRun = false } = request;
  checkAgent(context.agentIds, request.agent);
  const actor = actorOf(context.auth, credentials);
  const result: RetryFailedResult = {
    total: 0,
    retried: 0,
    dryRun,
    targets: [],
  };
  await changeMigration(context, {
    migrationId,
    when: ['planned', 'running', 'paused', 'completing', 'completed'],
    verb: 'retried',
    dryRun,
    async change(tx, migration) {
      const { rows, total } = await listFailedRows({
        tx,
        migrationId,
        failureClass,
        text,
        limit: MOST_AT_ONCE,
      });
      result.total = total;
      result.targets = rows.slice(0, MOST_SHOWN).map(toRetried);
      if (!dryRun && rows.length > 0) {
        await reopen(tx, migration, actor);
        for (const facts of await loadTargetFacts(tx, rows)) {
          const queued = await requeueTarget({
            tx,
            facts,
            agent: request.agent,
            interactive: false,
            reason: request.reason ?? 'All failed targets are retried',
            actor,
          });
          result.retried += queued ? 1 : 0;
        }
      }
    },
  });
  return result;
}

async function reopen(
  tx: Knex.Transaction,
  { id: migrationId, state: from }: DbMigrationRow,
  actor: string,
): Promise<void> {
  if (from === 'completing' || from === 'completed') {
    const reason = 'Failed targets are tried again';
    await moveMigration({
      tx,
      migrationId,
      from,
      to: 'running',
      reason,
      actor,
    });
  }
}

function toRetried(row: DbTargetRow): RetryFailedResult['targets'][number] {
  return {
    id: row.id,
    repository: `${row.host}/${row.repository_owner}/${row.repository_name}`,
    failureClass: row.failure_class ?? undefined,
    reason: row.state_reason ?? undefined,
  };
}
