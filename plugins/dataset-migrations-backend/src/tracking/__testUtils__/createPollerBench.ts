import { mockServices } from '@backstage/backend-test-utils';
import type {
  TargetCondition,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { CodeHosts } from '../../codeHosts/CodeHosts';
import { storePullRequest } from '../../database/operations/pullRequests/storePullRequest';
import type { DbPullRequestRow, DbTargetRow } from '../../database/tables';
import { nowPlus } from '../../database/time';
import { createTestBudget } from '../../tests/createTestBudget';
import { InMemoryCodeHost } from '../../tests/InMemoryCodeHost';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { PullRequestPoller } from '../PullRequestPoller';

export const HOST = 'localhost:4400';
/** What stands on the branch of a pull request that only Skein has pushed to. */
export const pushedSha = 'a'.repeat(40);

export type PollerBench = ReturnType<typeof createPollerBench>;

/** A database with open pull requests on a code host in memory, and pollers of them. */
export function createPollerBench(knex: Knex) {
  const codeHost = new InMemoryCodeHost({ host: HOST });
  /** The migrations in which something changed. */
  const changed: string[] = [];

  /** A target with an open pull request, whose look is due. */
  async function insertPullRequest(
    options: {
      host?: string;
      codeHost?: InMemoryCodeHost;
      target?: Partial<Omit<DbTargetRow, 'state'>> & { state?: TargetState };
      generation?: number;
    } = {},
  ) {
    const on = options.codeHost ?? codeHost;
    const host = options.host ?? HOST;
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: [{ state: 'prOpen', host, ...options.target }],
    });
    const [targetId] = targetIds;
    const repository = { host, owner: 'acme', name: `r-${targetId}` };
    const opened = await on.openPullRequest({
      repository,
      branch: `skein/${targetId}`,
      base: 'main',
      title: 'Move',
      body: '',
    });
    const pullRequest = on.pullRequests[opened.number - 1];
    pullRequest.headSha = pushedSha;
    pullRequest.reviews = [{ reviewer: 'ben', state: 'requested' }];
    await knex.transaction(tx =>
      storePullRequest({
        tx,
        targetId,
        generation: options.generation ?? 1,
        repository,
        pullRequest,
        pushedSha,
      }),
    );
    await makeDue();
    return { migrationId, targetId, pullRequest, repository };
  }

  async function makeDue() {
    await knex<DbPullRequestRow>('pull_requests').update({
      look_at: nowPlus(knex, -1),
    });
  }

  function createPoller(
    options: {
      codeHosts?: InMemoryCodeHost[];
      longestPollSeconds?: number;
    } = {},
  ) {
    return PullRequestPoller.create({
      budget: createTestBudget(knex),
      knex,
      codeHosts: CodeHosts.create({
        codeHosts: options.codeHosts ?? [codeHost],
      }),
      pollSeconds: 60,
      longestPollSeconds: options.longestPollSeconds,
      onChange: migrationId => changed.push(migrationId),
      random: () => 0.5,
      logger: mockServices.logger.mock(),
    });
  }

  async function poll(poller: PullRequestPoller = createPoller()) {
    await poller.tick();
    await poller.drain();
  }

  async function targetOf(targetId: string) {
    const row = await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .first();
    return {
      state: row!.state,
      reason: row!.state_reason,
      conditions: JSON.parse(row!.conditions) as TargetCondition[],
    };
  }

  async function rowOf(targetId: string) {
    const row = await knex<DbPullRequestRow>('pull_requests')
      .where({ target_id: targetId })
      .first();
    return row!;
  }

  return {
    knex,
    codeHost,
    changed,
    insertPullRequest,
    makeDue,
    createPoller,
    poll,
    targetOf,
    rowOf,
  };
}
