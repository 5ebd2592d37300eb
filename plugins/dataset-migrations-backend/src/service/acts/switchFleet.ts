import type {
  Fleet,
  ReasonRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { switchFleet as storeSwitch } from '../../database/operations/fleet/switchFleet';
import { actorOf } from '../actorOf';
import { getFleet } from '../lists/getFleet';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';

/** Stops all work of all replicas, or lets it go on. */
export async function switchFleet(
  context: ServiceContext,
  request: ReasonRequest & { stopped: boolean },
  { credentials }: CallOptions,
): Promise<Fleet> {
  const { stopped, reason } = request;
  const actor = actorOf(context.auth, credentials);
  await context.knex.transaction(
    async tx => await storeSwitch({ tx, stopped, reason, actor }),
  );
  return getFleet(context);
}
