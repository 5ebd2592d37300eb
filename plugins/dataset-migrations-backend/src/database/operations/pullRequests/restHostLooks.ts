import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { nowPlus } from '../../time';

/** Lets a code host rest: no replica looks at its pull requests before. */
export async function restHostLooks(options: {
  knex: Knex;
  host: string;
  delaySeconds: number;
}): Promise<void> {
  const { knex, host, delaySeconds } = options;
  const until = nowPlus(knex, delaySeconds);
  await knex<DbPullRequestRow>('pull_requests')
    .where({ host })
    .whereIn('state', ['open', 'closed'])
    .where('look_at', '<', until)
    .update({ look_at: until });
}
