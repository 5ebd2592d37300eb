import type { Knex } from 'knex';
import type { DbEventRow } from '../../tables';
import { nowPlus } from '../../time';

/** How often the patch of a target's open pull request was made anew without a person asking for it, of late. */
export async function countRebuilds(options: {
  tx: Knex.Transaction;
  targetId: string;
  withinSeconds: number;
}): Promise<number> {
  const { tx, targetId, withinSeconds } = options;
  const counted = await tx<DbEventRow>('events')
    .where({
      target_id: targetId,
      kind: 'targetMoved',
      from_state: 'prOpen',
      to_state: 'queued',
      actor: 'skein',
    })
    .where('at', '>', nowPlus(tx, -withinSeconds))
    .count<{ count: number | string }>({ count: '*' })
    .first();
  return Number(counted?.count ?? 0);
}
