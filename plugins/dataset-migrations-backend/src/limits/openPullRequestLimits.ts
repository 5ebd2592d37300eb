import type { ReviewerCapacity } from '../database/operations/publishing/beyondCapacity';
import type { DbLimitRow } from '../database/tables';
import { EACH_SUBJECT } from './LimitScope';

/** How many pull requests of a team may be open in a migration, by the same order as when they are opened. */
export function openPullRequestLimits(
  rows: ReadonlyArray<Pick<DbLimitRow, 'kind' | 'scope' | 'subject' | 'value'>>,
  migrationId: string,
  capacity: ReviewerCapacity,
): (team: string) => number | undefined {
  const find = (scope: DbLimitRow['scope'], subject: string) =>
    rows.find(
      row =>
        row.kind === 'openPullRequests' &&
        row.scope === scope &&
        row.subject === subject,
    )?.value;
  return team =>
    find('migration', migrationId) ??
    find('team', team) ??
    find('team', EACH_SUBJECT) ??
    capacity.perTeam;
}
