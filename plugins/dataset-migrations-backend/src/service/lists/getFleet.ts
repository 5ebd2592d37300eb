import type { Fleet } from '@skein/backstage-plugin-dataset-migrations-common';
import { listBuckets } from '../../database/operations/budgets/listBuckets';
import { listHostStates } from '../../database/operations/budgets/listHostStates';
import { loadFleet } from '../../database/operations/fleet/loadFleet';
import { countVerdictOutcomes } from '../../database/operations/judging/countVerdictOutcomes';
import { countModelTargets } from '../../database/operations/models/countModelTargets';
import { listModelDays } from '../../database/operations/models/listModelDays';
import { listRefusals } from '../../database/operations/webhooks/listRefusals';
import { readDatabaseClock } from '../../database/time';
import { toFleet } from '../response/toFleet';
import { toFleetJudges } from '../response/toFleetJudges';
import type { ServiceContext } from '../ServiceContext';

/** What runs at the moment, over all migrations, who runs it, and what the code hosts still permit. */
export async function getFleet(context: ServiceContext): Promise<Fleet> {
  const { modelBudgets } = context;
  const { knex, codeHosts, codeHostLimits: limitsOf, agentIds } = context;
  const states = await listHostStates(knex);
  const buckets = await listBuckets(knex);
  const hosts = codeHosts.list().flatMap(codeHost => codeHost.hosts);
  const day = (await readDatabaseClock(knex)).toUTC().toISODate()!;
  const fleet = toFleet(
    {
      ...(await loadFleet(knex)),
      refusals: await listRefusals(knex),
      codeHosts: hosts.map(host => ({ host, states, buckets, limitsOf })),
      models: {
        day,
        budgetDollars: modelBudgets.day,
        days: await listModelDays(knex),
        ...(await countModelTargets(knex)),
      },
    },
    agentIds,
  );
  return {
    ...fleet,
    judges: toFleetJudges({
      ...context.judging,
      counts: await countVerdictOutcomes(knex),
    }),
  };
}
