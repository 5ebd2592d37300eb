import type {
  Fleet,
  StateChangeRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { inTransaction } from '../../database/inTransaction';
import { switchFleet as storeSwitch } from '../../database/operations/fleet/switchFleet';
import { actorOf } from '../actorOf';
import { getFleet } from '../lists/getFleet';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';

/** Stops all work of all replicas, or lets it go on. */
export async function switchFleet(
  context: ServiceContext,
  request: StateChangeRequest & { stopped: boolean },
  { credentials }: CallOptions,
): Promise<Fleet> {
  const { stopped, reason, dryRun } = request;
  const actor = actorOf(context.auth, credentials);
  return inTransaction(context.knex, async tx => {
    await storeSwitch({ tx, stopped, reason, actor });
    const result = await getFleet({ ...context, knex: tx });
    return { result, commits: !dryRun };
  });
}
