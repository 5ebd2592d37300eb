import { TestDatabases } from '@backstage/backend-test-utils';
import type { ObservedPullRequest } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { resetFailedInRow } from '../queue/pauseAfterFailures';
import { createTestBudget } from '../tests/createTestBudget';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import type { Publication } from './Publication';
import { PublicationQueue } from './PublicationQueue';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'publications that are given up, %s',
  id => {
    let knex: Knex;
    let queue: PublicationQueue;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, id);
      queue = PublicationQueue.create({
        knex,
        budget: createTestBudget(knex),
        worker: 'a',
        leaseSeconds: 60,
        pauseAfterFailures: 3,
        onChange: () => {},
      });
    });

    async function claim(count: number): Promise<Publication[]> {
      await insertTestMigration({
        knex,
        targets: Array.from({ length: count }, () => ({
          state: 'publishing' as const,
        })),
      });
      return await queue.claim(count);
    }

    const giveUp = (publication: Publication) =>
      queue.fail(publication, { kind: 'giveUp', reason: 'No token' });

    const pullRequest: ObservedPullRequest = {
      number: 1,
      url: 'http://localhost:4400/acme/a/pull/1',
      title: 'Move',
      body: '',
      state: 'open',
      branch: 'skein/a',
      headSha: 'a'.repeat(40),
      checks: [],
      reviews: [],
      updatedAt: '2026-11-27T10:00:00Z',
    };

    const publish = (publication: Publication) =>
      queue.finish(publication, {
        kind: 'published',
        repository: publication.repository,
        pullRequest,
        pushedSha: 'a'.repeat(40),
        refusals: [],
      });

    const migration = () => knex('migrations').first('state', 'state_reason');

    it('pause their migration when it was one too many in a row, and say why', async () => {
      const [first, second, third] = await claim(3);
      await giveUp(first);
      await giveUp(second);
      expect((await migration()).state).toBe('running');

      await giveUp(third);

      expect(await migration()).toEqual({
        state: 'paused',
        state_reason: expect.stringMatching(
          /^3 targets failed one after the other[^]*\(publishing\): No token/,
        ),
      });
    });

    it('begin a new row when one comes through', async () => {
      const publications = await claim(4);
      await giveUp(publications[0]);
      await giveUp(publications[1]);
      await publish(publications[2]);

      await giveUp(publications[3]);

      expect((await migration()).state).toBe('running');
    });

    it('count on while agents come through, which says nothing of publishing', async () => {
      const [first, second, third] = await claim(3);
      await giveUp(first);
      await giveUp(second);
      await knex.transaction(tx => resetFailedInRow(tx, first.migrationId));

      await giveUp(third);

      expect((await migration()).state).toBe('paused');
    });

    it('do not count when the claim is no longer good', async () => {
      const publications = await claim(3);
      await knex('targets').update({ fence: 99 });

      for (const publication of publications) {
        await expect(giveUp(publication)).resolves.toBe(false);
      }

      expect((await migration()).state).toBe('running');
    });
  },
);
