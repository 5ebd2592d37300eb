import { randomUUID } from 'node:crypto';
import type {
  ObservedPullRequest,
  RepositoryAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { DbPullRequestRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';
import { observedColumns } from './observedColumns';

export interface StorePullRequestOptions {
  tx: Knex.Transaction;
  targetId: string;
  generation: number;
  repository: RepositoryAddress;
  pullRequest: ObservedPullRequest;
  pushedSha: string;
}

/** A webhook that came before the row was there found nothing, so that the first look is not far. */
const FIRST_LOOK_SECONDS = 5;
/** A lost worker that could have opened another one has come to its end by then. */
const FIRST_SWEEP_SECONDS = 3_600;

/** Stores the pull request of a target's generation, or what it has become. */
export async function storePullRequest(
  options: StorePullRequestOptions,
): Promise<void> {
  const { tx, targetId, generation, repository, pullRequest, pushedSha } =
    options;
  const row = {
    host: repository.host,
    repository_owner: repository.owner,
    repository_name: repository.name,
    number: pullRequest.number,
    url: pullRequest.url,
    branch: pullRequest.branch,
    pushed_sha: pushedSha,
    ...observedColumns(pullRequest),
    observed_at: databaseNow(tx),
    changed_at: databaseNow(tx),
    active_at: databaseNow(tx),
    look_at: nowPlus(tx, FIRST_LOOK_SECONDS),
  };
  await tx<DbPullRequestRow>('pull_requests')
    .insert({
      id: randomUUID(),
      target_id: targetId,
      generation,
      ...row,
      opened_at: databaseNow(tx),
      sweep_at: nowPlus(tx, FIRST_SWEEP_SECONDS),
    })
    .onConflict(['target_id', 'generation'])
    .merge(row);
}
