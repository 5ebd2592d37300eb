import type { Knex } from 'knex';
import type { DbNoticeRow } from '../../tables';
import { nowPlus } from '../../time';

/** Longer than any notice may come before a deadline, so that none is told twice. */
const KEPT_SECONDS = 120 * 24 * 3600;

/** Takes away what was told long ago. */
export async function deleteOldNotices(knex: Knex): Promise<void> {
  await knex<DbNoticeRow>('notices')
    .whereNot('state', 'waiting')
    .where('due_at', '<', nowPlus(knex, -KEPT_SECONDS))
    .delete();
}
