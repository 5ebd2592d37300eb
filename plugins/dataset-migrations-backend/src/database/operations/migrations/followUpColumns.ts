import type { FollowUpPolicy } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbMigrationRow } from '../../tables';

/** What a migration says of the follow-up, as it is stored; what is absent is as configured. */
export function followUpColumns(
  choice: FollowUpPolicy | null | undefined,
): Pick<DbMigrationRow, 'auto_merge' | 'stale_policy'> {
  const { autoMerge, stale } = choice ?? {};
  return {
    auto_merge: autoMerge ? JSON.stringify(autoMerge) : null,
    stale_policy: stale ? JSON.stringify(stale) : null,
  };
}

/** The other way round; undefined when it says nothing. */
export function followUpOf(
  row: Pick<DbMigrationRow, 'auto_merge' | 'stale_policy'>,
): FollowUpPolicy | undefined {
  return row.auto_merge === null && row.stale_policy === null
    ? undefined
    : {
        autoMerge: row.auto_merge ? JSON.parse(row.auto_merge) : undefined,
        stale: row.stale_policy ? JSON.parse(row.stale_policy) : undefined,
      };
}
