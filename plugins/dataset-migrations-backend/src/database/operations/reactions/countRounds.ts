import type { Knex } from 'knex';
import type { DbReactionRow } from '../../tables';

/** How many rounds of a kind a pull request has had, also those that were dropped. */
export async function countRounds(options: {
  knex: Knex;
  pullRequestId: string;
  kind: DbReactionRow['kind'];
}): Promise<number> {
  const { knex, pullRequestId, kind } = options;
  const last = await knex<DbReactionRow>('reactions')
    .where({ pull_request_id: pullRequestId, kind })
    .max<{ round: number | null }>({ round: 'round' })
    .first();
  return last?.round ?? 0;
}
