import type { FollowUpPolicy } from '@skein/backstage-plugin-dataset-migrations-common';
import type { DbMigrationRow } from '../../tables';

type FollowUpColumns = Pick<
  DbMigrationRow,
  'auto_merge' | 'stale_policy' | 'reactions'
>;

/** What a migration says of the follow-up, as it is stored; what is absent is as configured. */
export function followUpColumns(
  choice: FollowUpPolicy | null | undefined,
): FollowUpColumns {
  const { autoMerge, stale, reactions } = choice ?? {};
  return {
    auto_merge: autoMerge ? JSON.stringify(autoMerge) : null,
    stale_policy: stale ? JSON.stringify(stale) : null,
    reactions: reactions ? JSON.stringify(reactions) : null,
  };
}

/** The other way round; undefined when it says nothing. */
export function followUpOf(row: FollowUpColumns): FollowUpPolicy | undefined {
  const { auto_merge: autoMerge, stale_policy: stale, reactions } = row;
  return autoMerge === null && stale === null && reactions === null
    ? undefined
    : {
        autoMerge: autoMerge ? JSON.parse(autoMerge) : undefined,
        stale: stale ? JSON.parse(stale) : undefined,
        reactions: reactions ? JSON.parse(reactions) : undefined,
      };
}
