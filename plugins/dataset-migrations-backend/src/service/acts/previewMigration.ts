import { ConflictError } from '@backstage/errors';
import type {
  DryRunRequest,
  Migration,
  MigrationRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { recordEvent } from '../../database/operations/events/recordEvent';
import { hasTargets } from '../../database/operations/targets/hasTargets';
import type { DbMigrationRow } from '../../database/tables';
import { actorOf } from '../actorOf';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { changeMigration } from './changeMigration';
import { queuePendingTargets } from './queuePendingTargets';

/** Lets agents run on every target of a plan; nothing is published. A second preview takes in what a new plan has added. */
export async function previewMigration(
  context: ServiceContext,
  { migrationId, dryRun }: MigrationRequest & DryRunRequest,
  { credentials }: CallOptions,
): Promise<Migration> {
  const actor = actorOf(context.auth, credentials);
  return changeMigration(context, {
    migrationId,
    when: ['planned'],
    verb: 'previewed',
    dryRun,
    async change(tx, row) {
      if (!(await hasTargets(tx, migrationId))) {
        throw new ConflictError(
          `The plan of '${row.title}' has no targets, so there is nothing to preview; declare consumers in the catalog, or take in undeclared ones, then plan again`,
        );
      }
      if (!row.previewing) {
        await tx<DbMigrationRow>('migrations')
          .where({ id: migrationId })
          .update({ previewing: true });
        const kind = 'migrationPreviewed';
        await recordEvent({ tx, migrationId, actor, kind });
      }
      const reason = 'Previewed: nothing is published';
      await queuePendingTargets({ tx, migrationId, reason, actor });
    },
  });
}
