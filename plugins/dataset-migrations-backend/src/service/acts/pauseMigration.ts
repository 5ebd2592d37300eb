import type {
  Migration,
  MigrationRequest,
  StateChangeRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { moveMigration } from '../../database/operations/migrations/moveMigration';
import { actorOf } from '../actorOf';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { changeMigration } from './changeMigration';

/** No new work starts; attempts that run are ended and given back within seconds, and open pull requests stay. */
export async function pauseMigration(
  context: ServiceContext,
  { migrationId, reason, dryRun }: MigrationRequest & StateChangeRequest,
  { credentials }: CallOptions,
): Promise<Migration> {
  const actor = actorOf(context.auth, credentials);
  return changeMigration(context, {
    migrationId,
    when: ['running'],
    done: ['paused'],
    verb: 'paused',
    dryRun,
    async change(tx) {
      const from = 'running';
      await moveMigration({
        tx,
        migrationId,
        from,
        to: 'paused',
        reason,
        actor,
      });
    },
  });
}
