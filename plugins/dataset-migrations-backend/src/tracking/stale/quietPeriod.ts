import type { DbPullRequestRow } from '../../database/tables';
import { toIso } from '../../database/time';

/** Names the time since people did something last; each such time has reminders of its own. */
export function quietPeriod({
  active_at: activeAt,
}: Pick<DbPullRequestRow, 'active_at'>): string {
  return activeAt === null ? 'unknown' : toIso(activeAt);
}
