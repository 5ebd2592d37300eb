import type { PullRequest } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbPullRequestRow } from '../../database/tables';
import { toIso, toOptionalIso } from '../../database/time';

/** A pull request as it leaves the house. */
export function toPullRequest(row: DbPullRequestRow): PullRequest {
  return {
    number: row.number,
    url: row.url,
    title: row.title,
    state: row.state,
    branch: row.branch,
    checks: JSON.parse(row.checks),
    reviews: JSON.parse(row.reviews),
    mergedAt: toOptionalIso(row.merged_at),
    closedAt: toOptionalIso(row.closed_at),
    observedAt: toIso(row.observed_at),
  };
}
