import type {
  Migration,
  MigrationRequest,
  StateChangeRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import { resetFailedInRow } from '../../queue/pauseAfterFailures';
import { actorOf } from '../actorOf';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { changeMigration } from './changeMigration';

/** Work goes on after a pause. */
export async function resumeMigration(
  context: ServiceContext,
  { migrationId, reason, dryRun }: MigrationRequest & StateChangeRequest,
  { credentials }: CallOptions,
): Promise<Migration> {
  const actor = actorOf(context.auth, credentials);
  return changeMigration(context, {
    migrationId,
    when: ['paused'],
    done: ['running'],
    verb: 'resumed',
    dryRun,
    async change(tx) {
      const from = 'paused';
      await moveMigration({
        tx,
        migrationId,
        from,
        to: 'running',
        reason,
        actor,
      });
      await resetFailedInRow(tx, migrationId);
      await resetFailedInRow(tx, migrationId, 'unpublished_in_row');
    },
  });
}
