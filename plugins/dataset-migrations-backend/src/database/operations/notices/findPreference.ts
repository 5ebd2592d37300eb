import type { Knex } from 'knex';
import type { DbNoticePreferenceRow } from '../../tables';

/** What a group or a user has chosen to be told; undefined when nothing was chosen. */
export async function findPreference(
  knex: Knex,
  ownerRef: string,
): Promise<DbNoticePreferenceRow | undefined> {
  return knex<DbNoticePreferenceRow>('notice_preferences')
    .where({ owner_ref: ownerRef })
    .first();
}
