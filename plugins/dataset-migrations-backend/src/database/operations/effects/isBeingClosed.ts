import type { Knex } from 'knex';
import type { DbEffectRow } from '../../tables';

/** Whether Skein is about to close a pull request, or has closed it and not recorded that yet. */
export async function isBeingClosed(options: {
  tx: Knex.Transaction;
  pullRequestId: string;
}): Promise<boolean> {
  const { tx, pullRequestId } = options;
  const closing = await tx<DbEffectRow>('effects')
    .where({ pull_request_id: pullRequestId, kind: 'close', state: 'intended' })
    .where('attempt_count', '>', 0)
    .first('id');
  return closing !== undefined;
}
