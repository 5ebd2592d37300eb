import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import { storePullRequest } from '../database/operations/pullRequests/storePullRequest';
import type { DbPullRequestRow, DbTargetRow } from '../database/tables';
import { nowPlus } from '../database/time';
import type { InMemoryCodeHost } from './InMemoryCodeHost';
import {
  insertTestMigration,
  type InsertTestMigrationOptions,
} from './insertTestMigration';

/** What stands on the branch of a pull request that only Skein has pushed to. */
export const PUSHED_SHA = 'a'.repeat(40);

export interface InsertOpenPullRequestOptions
  extends Pick<InsertTestMigrationOptions, 'knex' | 'state'> {
  codeHost: InMemoryCodeHost;
  target?: Partial<Omit<DbTargetRow, 'state'>> & { state?: TargetState };
}

/** A target with a pull request that is open on a code host in memory, and whose look is due. */
export async function insertOpenPullRequest(
  options: InsertOpenPullRequestOptions,
) {
  const { knex, codeHost, state, target } = options;
  const [host] = codeHost.hosts;
  const { migrationId, targetIds } = await insertTestMigration({
    knex,
    state,
    targets: [{ state: 'prOpen', host, begun_generation: 1, ...target }],
  });
  const [targetId] = targetIds;
  const repository = { host, owner: 'acme', name: `r-${targetId}` };
  const { number } = await codeHost.openPullRequest({
    repository,
    branch: `skein/${targetId}`,
    base: 'main',
    title: 'Move',
    body: '',
  });
  const pullRequest = codeHost.pullRequests[number - 1];
  pullRequest.headSha = PUSHED_SHA;
  pullRequest.reviews = [{ reviewer: 'ben', state: 'requested' }];
  await knex.transaction(tx =>
    storePullRequest({
      tx,
      targetId,
      generation: 1,
      repository,
      pullRequest,
      pushedSha: PUSHED_SHA,
    }),
  );
  await knex<DbPullRequestRow>('pull_requests')
    .where({ target_id: targetId })
    .update({ look_at: nowPlus(knex, -1) });
  return { migrationId, targetId, pullRequest, repository };
}
