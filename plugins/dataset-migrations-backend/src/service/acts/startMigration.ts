import { ConflictError } from '@backstage/errors';
import type {
  Migration,
  MigrationRequest,
  StartRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { findRivalMigration } from '../../database/operations/migrations/findRivalMigration';
import { lockDatasets } from '../../database/operations/migrations/lockDatasets';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import { countTargets } from '../../database/operations/targets/countTargets';
import type {
  DbMigrationDatasetRow,
  DbMigrationRow,
} from '../../database/tables';
import { publishProposals } from '../../queue/publishProposals';
import { startWaves } from '../../waves/startWaves';
import { actorOf } from '../actorOf';
import { askSecondPerson } from '../approvals/askSecondPerson';
import { getMigrationRow } from '../getMigrationView';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { changeMigration } from './changeMigration';
import { checkWavePlans } from './checkWavePlans';

/** Starts a plan: its first wave opens, what was proposed in a preview for it is published, and agents run on the rest of it. */
export async function startMigration(
  context: ServiceContext,
  request: MigrationRequest & StartRequest,
  { credentials }: CallOptions,
): Promise<Migration> {
  const { migrationId } = request;
  const actor = actorOf(context.auth, credentials);
  assertSamePlan(await getMigrationRow(context.knex, migrationId), request);
  checkWavePlans('body.waves', request.waves ?? []);
  return changeMigration(context, {
    migrationId,
    when: ['planned'],
    done: ['running'],
    verb: 'started',
    dryRun: request.dryRun,
    async change(tx, row) {
      assertSamePlan(row, request);
      const targetCount = await countTargets(tx, migrationId);
      await assertStartable(tx, row, targetCount);
      if (!request.dryRun) {
        const { refusal } = await askSecondPerson({
          tx,
          row,
          act: 'start',
          targetCount,
          policy: context.approval,
          actor,
        });
        if (refusal) {
          return refusal;
        }
      }
      await moveMigration({
        tx,
        migrationId,
        from: 'planned',
        to: 'running',
        actor,
      });
      await tx<DbMigrationRow>('migrations')
        .where({ id: migrationId })
        .update({ previewing: false });
      await startWaves({
        tx,
        row,
        asked: request.waves,
        defaults: context.waveDefaults,
        reason: 'The migration started',
        actor,
      });
      await publishProposals({ tx, migrationId });
      return undefined;
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
  targetCount: number,
): Promise<void> {
  if (targetCount === 0) {
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
