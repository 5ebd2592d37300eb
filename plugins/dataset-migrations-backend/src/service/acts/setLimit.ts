import { ConflictError } from '@backstage/errors';
import type {
  LimitList,
  SetLimitRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import {
  listLimits,
  MOST_LIMITS,
} from '../../database/operations/limits/listLimits';
import { setLimit as storeLimit } from '../../database/operations/limits/setLimit';
import { checkLimit } from '../../limits/checkLimit';
import { actorOf } from '../actorOf';
import { getLimits } from '../lists/getLimits';
import type { CallOptions } from '../MigrationService';
import type { ServiceContext } from '../ServiceContext';

/** Sets a limit or takes it away; it holds for the next claim of every replica. */
export async function setLimit(
  context: ServiceContext,
  request: SetLimitRequest,
  { credentials }: CallOptions,
): Promise<LimitList> {
  const { kind, scope, value } = request;
  const subject = checkLimit(request);
  const actor = actorOf(context.auth, credentials);
  await context.knex.transaction(async tx => {
    const limits = await listLimits(tx);
    if (value !== null && limits.length >= MOST_LIMITS) {
      throw new ConflictError(
        `There are ${MOST_LIMITS} limits already; take some away first, or set one for each with the subject '*'`,
      );
    }
    await storeLimit({ tx, kind, scope, subject, value, actor });
  });
  return getLimits(context);
}
