import { ConflictError } from '@backstage/errors';
import {
  reachesLevel,
  type Evidence,
  type Migration,
  type MigrationRequest,
  type StartRequest,
  type TargetCondition,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findRivalMigration } from '../../database/operations/migrations/findRivalMigration';
import { lockDatasets } from '../../database/operations/migrations/lockDatasets';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import { hasTargets } from '../../database/operations/targets/hasTargets';
import { lockTargets } from '../../database/operations/targets/lockTargets';
import { moveTarget } from '../../database/operations/targets/moveTarget';
import type {
  DbAttemptRow,
  DbMigrationDatasetRow,
  DbMigrationRow,
  DbTargetRow,
} from '../../database/tables';
import { actorOf } from '../actorOf';
import { getMigrationRow } from '../getMigrationView';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { changeMigration } from './changeMigration';
import { queuePendingTargets } from './queuePendingTargets';

/** Starts a plan: what was proposed in a preview is published, and agents run on the rest. */
export async function startMigration(
  context: ServiceContext,
  request: MigrationRequest & StartRequest,
  { credentials }: CallOptions,
): Promise<Migration> {
  const { migrationId } = request;
  const actor = actorOf(context.auth, credentials);
  assertSamePlan(await getMigrationRow(context.knex, migrationId), request);
  return changeMigration(context, {
    migrationId,
    when: ['planned'],
    done: ['running'],
    verb: 'started',
    async change(tx, row) {
      assertSamePlan(row, request);
      await assertStartable(tx, row);
      await moveMigration({
        tx,
        migrationId,
        from: 'planned',
        to: 'running',
        actor,
      });
      await publishProposals({ tx, row, actor });
      const reason = 'The migration started';
      await queuePendingTargets({ tx, migrationId, reason, actor });
    },
  });
}

function assertSamePlan(row: DbMigrationRow, { planHash }: StartRequest): void {
  if (planHash !== undefined && planHash !== row.plan_hash) {
    throw new ConflictError(
      `planHash: '${planHash}' is not the plan of '${row.title}' any more, that is '${row.plan_hash}'; look at the new plan and start with its hash`,
    );
  }
}

async function assertStartable(
  tx: Knex.Transaction,
  row: DbMigrationRow,
): Promise<void> {
  if (!(await hasTargets(tx, row.id))) {
    throw new ConflictError(
      `The plan of '${row.title}' has no targets, so there is nothing to start; declare consumers in the catalog, or take in undeclared ones, then plan again`,
    );
  }
  const fromRefs = (
    await tx<DbMigrationDatasetRow>('migration_datasets')
      .where({ migration_id: row.id, side: 'from' })
      .select('entity_ref')
  ).map(({ entity_ref }) => entity_ref);
  await lockDatasets(tx, fromRefs);
  const rival = await findRivalMigration(tx, { fromRefs, exceptId: row.id });
  if (rival) {
    throw new ConflictError(
      `'${row.title}' cannot start, since '${rival.title}' (${rival.id}) moves the same dataset and is ${rival.state}; wait until it is completed, or cancel it`,
    );
  }
}

/** The level may have been raised after the preview: what does not reach it goes to a person. */
async function publishProposals(options: {
  tx: Knex.Transaction;
  row: DbMigrationRow;
  actor: string;
}): Promise<void> {
  const { tx, row, actor } = options;
  const proposed = await lockTargets({
    tx,
    migrationId: row.id,
    states: ['proposed'],
  });
  for (const target of proposed) {
    const level = await findLevel(tx, target);
    const enough = reachesLevel(level, row.required_level);
    const conditions: TargetCondition[] = JSON.parse(target.conditions);
    await moveTarget({
      tx,
      targetId: target.id,
      from: 'proposed',
      to: enough ? 'publishing' : 'needsHuman',
      reason: enough
        ? `Proved to ${level}`
        : `Proved to ${level}, and ${row.required_level} is required`,
      actor,
      changes: enough
        ? {}
        : {
            conditions: JSON.stringify([
              ...new Set<TargetCondition>([...conditions, 'belowEvidence']),
            ]),
          },
    });
  }
}

async function findLevel(
  tx: Knex.Transaction,
  target: DbTargetRow,
): Promise<Evidence['level']> {
  const attempt =
    target.attempt_id === null
      ? undefined
      : await tx<DbAttemptRow>('attempts')
          .where({ id: target.attempt_id })
          .first('evidence');
  const evidence: Evidence | undefined =
    attempt?.evidence && JSON.parse(attempt.evidence);
  return evidence?.level ?? 'E0';
}
