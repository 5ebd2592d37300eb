import type {
  Migration,
  MigrationRequest,
  UpdateMigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { insertContract } from '../../database/operations/contracts/insertContract';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { insertMigrationDatasets } from '../../database/operations/migrations/insertMigration';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import type {
  DbMigrationDatasetRow,
  DbMigrationRow,
} from '../../database/tables';
import { actorOf } from '../actorOf';
import { getMigrationRow } from '../getMigrationView';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { changeMigration } from './changeMigration';
import { describeContract } from './createMigration';
import { prepareContract } from './prepareContract';

/** Changes a draft or a plan. A changed contract is a new version, and the migration a draft again. */
export async function updateMigration(
  context: ServiceContext,
  request: MigrationRequest & UpdateMigrationRequest,
  { credentials }: CallOptions,
): Promise<Migration> {
  const { migrationId, contract: text, requiredLevel, deadline } = request;
  const actor = actorOf(context.auth, credentials);
  await getMigrationRow(context.knex, migrationId);
  const prepared =
    text === undefined
      ? undefined
      : await prepareContract(context, { text, credentials, migrationId });
  return changeMigration(context, {
    migrationId,
    when: ['draft', 'planned'],
    verb: 'changed',
    async change(tx, row) {
      const changes: Partial<DbMigrationRow> = {
        ...(requiredLevel && { required_level: requiredLevel }),
        ...(deadline !== undefined && { deadline }),
      };
      if (prepared) {
        const version = row.contract_version + 1;
        const { name, title, description, guide } = describeContract(prepared);
        Object.assign(changes, {
          name,
          title,
          description: description ?? null,
          guide: guide ?? null,
          owner_ref: prepared.ownerRef ?? row.owner_ref,
          contract_version: version,
          plan_hash: null,
          previewing: false,
        });
        await insertContract({
          tx,
          migrationId,
          version,
          text: prepared.text,
          contract: prepared.contract,
          createdBy: actor,
        });
        await tx<DbMigrationDatasetRow>('migration_datasets')
          .where({ migration_id: migrationId })
          .delete();
        await insertMigrationDatasets({ tx, migrationId, ...prepared });
      }
      if (Object.keys(changes).length === 0) {
        return;
      }
      await tx<DbMigrationRow>('migrations')
        .where({ id: migrationId })
        .update(changes);
      await recordEvent({
        tx,
        migrationId,
        actor,
        kind: 'migrationChanged',
        reason: prepared && `Contract version ${changes.contract_version}`,
      });
      if (prepared && row.state === 'planned') {
        const reason = 'The contract changed and needs a new plan';
        await moveMigration({
          tx,
          migrationId,
          from: 'planned',
          to: 'draft',
          reason,
          actor,
        });
      }
    },
  });
}
