import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { DbPullRequestRow } from '../../tables';

/** The columns of a pull request that follow from looking at it. */
export function observedColumns(
  observed: ObservedPullRequest,
): Pick<
  DbPullRequestRow,
  | 'title'
  | 'head_sha'
  | 'state'
  | 'checks'
  | 'reviews'
  | 'conflict'
  | 'behind'
  | 'merged_at'
  | 'closed_at'
> {
  return {
    title: observed.title,
    head_sha: observed.headSha,
    state: observed.state,
    checks: JSON.stringify(observed.checks),
    reviews: JSON.stringify(observed.reviews),
    conflict: observed.conflict ?? null,
    behind: observed.behind ?? false,
    merged_at: toDbTime(observed.mergedAt),
    closed_at: toDbTime(observed.closedAt),
  };
}

/** Both databases read this form; without the offset PostgreSQL would take its own time zone. */
export function toDbTime(time: string | undefined): string | null {
  const date = time === undefined ? undefined : new Date(time);
  return date === undefined || Number.isNaN(date.getTime())
    ? null
    : date.toISOString().replace('T', ' ').replace('Z', '+00:00');
}
