import type { Knex } from 'knex';
import type { DbNoticeRow } from '../../tables';
import { databaseNow, skipLocked } from '../../time';
import { whereTaken } from '../../whereTaken';

/**
 * The notice that is due longest, to be sent by whoever claims it and by nobody else: who is lost between this and
 * `settleNotice` leaves it unsent, since a notice that comes twice is worse than one that the next of its kind makes up for.
 */
export async function claimNotice(
  knex: Knex,
): Promise<DbNoticeRow | undefined> {
  return knex.transaction(async tx => {
    const due = tx<DbNoticeRow>('notices')
      .select('id')
      .where('state', 'waiting')
      .where('due_at', '<=', databaseNow(tx))
      .orderBy(['due_at', 'id'])
      .limit(1)
      .modify(skipLocked);
    const [claimed] = await tx<DbNoticeRow>('notices')
      .modify(query => whereTaken(query, tx, due))
      .where({ state: 'waiting' })
      .update({
        state: 'sending',
        sent_at: databaseNow(tx),
        attempt_count: tx.raw<number>('attempt_count + 1'),
      })
      .returning('*');
    return claimed;
  });
}
