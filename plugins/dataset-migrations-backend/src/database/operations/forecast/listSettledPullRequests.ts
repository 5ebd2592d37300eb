import type { Knex } from 'knex';
import type { SettledPullRequest } from '../../../forecast/ForecastFacts';
import type { DbPullRequestRow } from '../../tables';
import { nowPlus, secondsSince } from '../../time';

/** Teams change; what was half a year ago says little. */
export const HISTORY_DAYS = 180;
const MOST = 20_000;

/** How long the pull requests of all migrations took that were merged or closed of late. */
export async function listSettledPullRequests(
  knex: Knex,
): Promise<SettledPullRequest[]> {
  const rows = await knex<DbPullRequestRow>('pull_requests')
    .join('targets', 'targets.id', 'pull_requests.target_id')
    .whereIn('pull_requests.state', ['merged', 'closed'])
    // what undoes a change is merged as fast as can be
    .where('pull_requests.generation', '>', 0)
    .whereNotNull('pull_requests.opened_at')
    .where('pull_requests.opened_at', '>', nowPlus(knex, -HISTORY_DAYS * 86400))
    .orderBy('pull_requests.opened_at', 'desc')
    .limit(MOST)
    .select({
      team: 'targets.owner_ref',
      opened: secondsSince(knex, 'pull_requests.opened_at'),
      merged: secondsSince(knex, 'pull_requests.merged_at'),
      closed: secondsSince(knex, 'pull_requests.closed_at'),
    });
  return rows.flatMap(({ team, opened, merged, closed }) => {
    const settled = merged ?? closed;
    return settled === null
      ? []
      : [{ team, seconds: Math.max(0, opened - settled) }];
  });
}
