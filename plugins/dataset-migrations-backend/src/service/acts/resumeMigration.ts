import type {
  Migration,
  MigrationRequest,
  StateChangeRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import { countTargets } from '../../database/operations/targets/countTargets';
import { resetFailedInRow } from '../../queue/pauseAfterFailures';
import { actorOf } from '../actorOf';
import { askSecondPerson } from '../approvals/askSecondPerson';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { changeMigration } from './changeMigration';

/** Work goes on after a pause. What was approved when it started holds; what started while one person was enough is approved now. */
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
    async change(tx, row) {
      if (!dryRun) {
        const { refusal } = await askSecondPerson({
          tx,
          row,
          act: 'start',
          targetCount: await countTargets(tx, migrationId),
          policy: context.approval,
          actor,
          reason,
        });
        if (refusal) {
          return refusal;
        }
      }
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
      return undefined;
    },
  });
}
