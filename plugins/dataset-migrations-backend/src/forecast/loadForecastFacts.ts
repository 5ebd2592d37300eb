import {
  isSettled,
  type WaveGate,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { LimitsOf } from '../codeHosts/budget/CodeHostLimits';
import { contentLimit } from '../codeHosts/budget/contentLimit';
import { reductionOf } from '../codeHosts/budget/reductionOf';
import { listHostStates } from '../database/operations/budgets/listHostStates';
import { listRemainingTargets } from '../database/operations/forecast/listRemainingTargets';
import { listSettledPullRequests } from '../database/operations/forecast/listSettledPullRequests';
import { listLimits } from '../database/operations/limits/listLimits';
import type { ReviewerCapacity } from '../database/operations/publishing/beyondCapacity';
import { countTargetsByWave } from '../database/operations/waves/countTargetsByWave';
import { listWaves } from '../database/operations/waves/listWaves';
import { openPullRequestLimits } from '../limits/openPullRequestLimits';
import { CONTENT_OF_A_PULL_REQUEST } from '../publishing/PublicationQueue';
import type { ForecastFacts, ForecastWave } from './ForecastFacts';

export interface LoadForecastFactsOptions {
  knex: Knex;
  migrationId: string;
  /** How many pull requests reviewers can bear, from the configuration. */
  capacity: ReviewerCapacity;
  limitsOf: LimitsOf;
}

/** What stands in the database about the rest of a migration and about how long such things have taken. */
export async function loadForecastFacts(
  options: LoadForecastFactsOptions,
): Promise<ForecastFacts> {
  const { knex, migrationId, capacity, limitsOf } = options;
  const { remaining, hosts } = await listRemainingTargets(knex, migrationId);
  return {
    history: await listSettledPullRequests(knex),
    remaining,
    waves: await loadWaves(knex, migrationId),
    openedPerHour: await findOpeningRate(knex, hosts, limitsOf),
    openPerTeam: openPullRequestLimits(
      await listLimits(knex),
      migrationId,
      capacity,
    ),
  };
}

async function loadWaves(
  knex: Knex,
  migrationId: string,
): Promise<ForecastWave[]> {
  const counts = await countTargetsByWave(knex, migrationId);
  const rows = await listWaves(knex, migrationId);
  return rows
    .filter(({ state }) => state !== 'passed')
    .map(({ number, gate }) => {
      const { minMergedShare = 0, soakMinutes = 0 }: WaveGate =
        JSON.parse(gate);
      return {
        number,
        settled: counts
          .filter(({ wave, state }) => wave === number && isSettled(state))
          .reduce((sum, { count }) => sum + count, 0),
        mergedShare: minMergedShare,
        soakSeconds: soakMinutes * 60,
      };
    });
}

/** The slowest host decides, in relation to how much is left for it. */
async function findOpeningRate(
  knex: Knex,
  hosts: Array<{ host: string; waiting: number }>,
  limitsOf: LimitsOf,
): Promise<number | undefined> {
  const states = await listHostStates(knex);
  const total = hosts.reduce((sum, { waiting }) => sum + waiting, 0);
  const hours = hosts.map(({ host, waiting }) => {
    const configured = limitsOf(host).contentPerHour;
    const state = states.find(each => each.host === host);
    return configured === undefined
      ? 0
      : (waiting * CONTENT_OF_A_PULL_REQUEST) /
          contentLimit(configured, reductionOf(state));
  });
  const longest = Math.max(0, ...hours);
  return longest > 0 ? total / longest : undefined;
}
