import { ConflictError } from '@backstage/errors';
import type {
  LimitList,
  SetLimitRequest,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { inTransaction } from '../../database/inTransaction';
import { holdFleet } from '../../database/operations/fleet/holdFleet';
import { MOST_LIMITS } from '../../database/operations/limits/listLimits';
import { setLimit as storeLimit } from '../../database/operations/limits/setLimit';
import { checkLimit } from '../../limits/checkLimit';
import { actorOf } from '../actorOf';
import { getLimits } from '../lists/getLimits';
import type { CallOptions } from '../MigrationService';
import { assertUnchanged } from '../preconditions/assertUnchanged';
import { revisionOfLimits } from '../preconditions/revisions';
import type { ServiceContext } from '../ServiceContext';

/** Sets a limit or takes it away; it holds for the next claim of every replica. */
export async function setLimit(
  context: ServiceContext,
  request: SetLimitRequest,
  options: CallOptions,
): Promise<LimitList> {
  const { kind, scope, value, dryRun } = request;
  const subject = checkLimit(request);
  const actor = actorOf(context.auth, options.credentials);
  return await inTransaction(context.knex, async tx => {
    // limits have no row of their own before they are set, and claims read them under this one too
    await holdFleet(tx);
    const limits = await getLimits({ ...context, knex: tx });
    assertUnchanged(options, 'the limits', revisionOfLimits(limits));
    if (value !== null && limits.items.length >= MOST_LIMITS) {
      throw new ConflictError(
        `There are ${MOST_LIMITS} limits already; take some away first, or set one for each with the subject '*'`,
      );
    }
    await storeLimit({ tx, kind, scope, subject, value, actor });
    const result = await getLimits({ ...context, knex: tx });
    return { result, commits: !dryRun };
  });
}
