import type { Knex } from 'knex';
import type { DbReactionRow } from '../../tables';

/** No target has more rounds of one pull request; what is older has been merged or closed. */
const MOST = 20;

/** The rounds of a target, the newest first. */
export async function listReactions(
  knex: Knex,
  targetId: string,
): Promise<DbReactionRow[]> {
  return await knex<DbReactionRow>('reactions')
    .where({ target_id: targetId })
    .orderBy([
      { column: 'begun_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(MOST);
}
