import type { Knex } from 'knex';
import type { DbNoticeRow } from '../../tables';
import { nowPlus } from '../../time';

/** Writes that a notice was sent, or that there was nothing to tell. */
export async function settleNotice(
  knex: Knex,
  { id }: Pick<DbNoticeRow, 'id'>,
  state: 'sent' | 'dropped',
): Promise<void> {
  await knex<DbNoticeRow>('notices')
    .where({ id, state: 'sending' })
    .update({ state });
}

/** Lets a notice wait that is known not to have been sent; dropped when a newer one of its kind waits already. */
export async function returnNotice(
  knex: Knex,
  notice: DbNoticeRow,
  delaySeconds: number,
): Promise<void> {
  await knex.transaction(async tx => {
    const newer = await tx<DbNoticeRow>('notices')
      .where({
        migration_id: notice.migration_id,
        recipient: notice.recipient,
        kind: notice.kind,
        state: 'waiting',
      })
      .first('id');
    await tx<DbNoticeRow>('notices')
      .where({ id: notice.id, state: 'sending' })
      .update(
        newer
          ? { state: 'dropped' }
          : { state: 'waiting', due_at: nowPlus(tx, delaySeconds) },
      );
  });
}
