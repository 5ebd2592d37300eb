import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { CodeHosts } from '../../codeHosts/CodeHosts';
import { storePullRequest } from '../../database/operations/pullRequests/storePullRequest';
import type { DbPullRequestRow } from '../../database/tables';
import { nowPlus } from '../../database/time';
import { createTestBudget } from '../../tests/createTestBudget';
import { InMemoryCodeHost } from '../../tests/InMemoryCodeHost';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { pullRequestMarker } from '../pullRequestMarker';
import { DuplicateSweeper } from './DuplicateSweeper';
import { openTestDatabase } from '../../tests/openTestDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const HOST = 'localhost:4400';
const pushedSha = 'a'.repeat(40);

describe.each(databases.eachSupportedId())('DuplicateSweeper, %s', id => {
  let knex: Knex;
  let codeHost: InMemoryCodeHost;
  let changed: string[];

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
    codeHost = new InMemoryCodeHost({ host: HOST });
    changed = [];
  });

  /** A pull request on record, and a second one that a host without the rule of GitHub let through. */
  async function insertTwice() {
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: [{ state: 'prOpen' }],
    });
    const [targetId] = targetIds;
    const repository = { host: HOST, owner: 'acme', name: 'fraud' };
    for (const branch of ['skein/x/1', 'skein/x/1-again']) {
      const { number } = await codeHost.openPullRequest({
        repository,
        branch,
        base: 'main',
        title: 'Move',
        body: pullRequestMarker({ migrationId, targetId, generation: 1 }),
      });
      codeHost.pullRequests[number - 1].headSha = pushedSha;
    }
    await knex.transaction(tx =>
      storePullRequest({
        tx,
        targetId,
        generation: 1,
        repository,
        pullRequest: codeHost.pullRequests[0],
        pushedSha,
      }),
    );
    return { migrationId, targetId };
  }

  async function sweep() {
    await DuplicateSweeper.create({
      knex,
      codeHosts: CodeHosts.create({ codeHosts: [codeHost] }),
      budget: createTestBudget(knex),
      branchPrefix: 'skein',
      onChange: migrationId => changed.push(migrationId),
      logger: mockServices.logger.mock(),
    }).tick();
  }

  async function makeDue() {
    await knex<DbPullRequestRow>('pull_requests').update({
      sweep_at: nowPlus(knex, -1),
    });
  }

  const states = () => codeHost.pullRequests.map(({ state }) => state);
  const events = (targetId: string) =>
    knex('events')
      .where({ target_id: targetId, kind: 'duplicateFound' })
      .pluck('reason');

  it('closes the second pull request of a target and generation, and says so in the history', async () => {
    const { migrationId, targetId } = await insertTwice();
    await sweep();
    expect(states()).toEqual(['open', 'open']);
    await makeDue();

    await sweep();

    expect(states()).toEqual(['open', 'closed']);
    await expect(events(targetId)).resolves.toEqual([
      'Pull request #2 is for the same change as #1; it is closed',
    ]);
    expect(changed).toEqual([migrationId]);
    await sweep();
    await makeDue();
    await sweep();
    await expect(events(targetId)).resolves.toHaveLength(1);
  });

  it('leaves one to which a human pushed to people', async () => {
    const { targetId } = await insertTwice();
    codeHost.pullRequests[1].headSha = 'b'.repeat(40);
    await makeDue();

    await sweep();

    expect(states()).toEqual(['open', 'open']);
    await expect(events(targetId)).resolves.toEqual([
      expect.stringContaining('close the one that is not wanted'),
    ]);
  });

  it('goes on with the rest when a repository cannot be looked through', async () => {
    await insertTwice();
    await makeDue();
    codeHost.beforeCall = () => {
      throw new Error('down');
    };

    await sweep();

    expect(states()).toEqual(['open', 'open']);
    await expect(
      knex('pull_requests')
        .where('sweep_at', '>', nowPlus(knex, 3_600))
        .pluck('id'),
    ).resolves.toHaveLength(1);
  });
});
