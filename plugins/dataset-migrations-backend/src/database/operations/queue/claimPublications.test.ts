import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { insertTestMigration } from '../../../tests/insertTestMigration';
import type { DbTargetRow, DbWaveRow } from '../../tables';
import { databaseNow, nowPlus } from '../../time';
import { claimPublications } from './claimPublications';
import { openTestDatabase } from '../../../tests/openTestDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'claimPublications, %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, databaseId);
    });

    const claim = (worker: string, leaseSeconds = 60) =>
      knex.transaction(tx =>
        claimPublications({ tx, worker, limit: 10, leaseSeconds }),
      );

    it('takes each publication once, with a new fence, and leaves its state', async () => {
      await insertTestMigration({
        knex,
        targets: [{ state: 'publishing', fence: 4 }, { state: 'prOpen' }],
      });

      const [first, second] = [await claim('a'), await claim('b')];

      expect(first).toMatchObject([
        { state: 'publishing', fence: 5, lease_owner: 'a' },
      ]);
      expect(second).toEqual([]);
    });

    it('takes over from a publisher that was lost', async () => {
      await insertTestMigration({ knex, targets: [{ state: 'publishing' }] });
      const [lost] = await claim('a', 0);

      const [taken] = await claim('b');

      expect(taken).toMatchObject({
        id: lost.id,
        fence: lost.fence + 1,
        lease_owner: 'b',
      });
    });

    it.each(['planned', 'paused', 'cancelled'] as const)(
      'publishes nothing while the migration is %s',
      async state => {
        await insertTestMigration({
          knex,
          state,
          previewing: true,
          targets: [{ state: 'publishing' }],
        });

        expect(await claim('a')).toEqual([]);
      },
    );

    it('begins nothing of a wave that is halted, and ends what has begun', async () => {
      const { migrationId, targetIds } = await insertTestMigration({
        knex,
        targets: [
          { state: 'publishing', wave: 1 },
          { state: 'publishing', wave: 1, generation: 2, begun_generation: 2 },
          { state: 'publishing', wave: 2 },
          { state: 'publishing' },
        ],
      });
      await knex<DbWaveRow>('waves').insert(
        (['halted', 'open'] as const).map((state, index) => ({
          migration_id: migrationId,
          number: index + 1,
          title: `Wave ${index + 1}`,
          state,
          state_since: databaseNow(knex),
        })),
      );

      const claimed = await claim('a');

      expect(claimed.map(({ id }) => id).sort()).toEqual(
        targetIds.slice(1).sort(),
      );
    });

    it('waits as long as it was told to', async () => {
      await insertTestMigration({ knex, targets: [{ state: 'publishing' }] });
      await knex<DbTargetRow>('targets').update({
        not_before: nowPlus(knex, 60),
      });

      expect(await claim('a')).toEqual([]);
    });
  },
);
