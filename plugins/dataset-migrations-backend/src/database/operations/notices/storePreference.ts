import type { NoticeKind } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbNoticePreferenceRow } from '../../tables';
import { databaseNow } from '../../time';

export interface StorePreferenceOptions {
  knex: Knex;
  ownerRef: string;
  mutedKinds: readonly NoticeKind[];
  /** Null for what is configured. */
  digestMinutes: number | null;
  setBy: string;
}

/** Keeps what a group or a user wants to be told, in place of what was chosen before. */
export async function storePreference(
  options: StorePreferenceOptions,
): Promise<void> {
  const { knex, ownerRef, mutedKinds, digestMinutes, setBy } = options;
  await knex<DbNoticePreferenceRow>('notice_preferences')
    .insert({
      owner_ref: ownerRef,
      muted_kinds: JSON.stringify(mutedKinds),
      digest_minutes: digestMinutes,
      set_by: setBy,
      set_at: databaseNow(knex),
    })
    .onConflict('owner_ref')
    .merge();
}
