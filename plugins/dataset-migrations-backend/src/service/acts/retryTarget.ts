import type {
  RetryTargetRequest,
  Target,
  TargetRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { actorOf } from '../actorOf';
import { checkAgent } from '../checkAgent';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';
import { changeTarget, type ChangeTargetOptions } from './changeTarget';
import { planTargetRetry } from './planTargetRetry';

/** Queues a target again; a migration that was over runs again. */
export async function retryTarget(
  context: ServiceContext,
  { targetId, reason, agent, dryRun }: TargetRequest & RetryTargetRequest,
  { credentials }: CallOptions,
): Promise<Target> {
  checkAgent(context.agentIds, agent);
  const actor = actorOf(context.auth, credentials);
  const asked = { reason, agent, interactive: true, actor };
  const change: ChangeTargetOptions['change'] = async (tx, facts) =>
    await planTargetRetry({ ...asked, facts })(tx);
  return changeTarget(context, { targetId, dryRun, change });
}
