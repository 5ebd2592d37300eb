import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { CONTRACT_TEXT } from '../tests/acmeEstate';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import { openTestDoor } from './__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const CAREFUL = {
  autoMerge: { minimumLevel: 'E5', approvals: 2 },
  stale: { remindAfterDays: 30 },
  reactions: { enabled: false },
};

describe.each(databases.eachSupportedId())(
  'how pull requests are followed up, %s',
  id => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, id);
    });

    it('is as configured until the owner says something more careful, with a migration or later', async () => {
      const { call } = await openTestDoor({ knex });
      const created = await call('post', '/migrations', {
        body: { contract: CONTRACT_TEXT, followUp: CAREFUL },
      }).expect(201);
      expect(created.body.followUp).toEqual(CAREFUL);
      const path = `/migrations/${created.body.id}`;

      const changed = await call('patch', path, {
        body: { followUp: { autoMerge: { enabled: false } } },
      }).expect(200);
      expect(changed.body.followUp).toEqual({ autoMerge: { enabled: false } });

      const reset = await call('patch', path, {
        body: { followUp: null },
      }).expect(200);
      expect(reset.body.followUp).toBeUndefined();
      expect((await call('get', path)).body.followUp).toBeUndefined();
    });

    it('can be changed while the migration runs, which other things cannot, and stands in its history', async () => {
      const { call, auditor } = await openTestDoor({ knex });
      const { migrationId } = await insertTestMigration({ knex });
      const path = `/migrations/${migrationId}`;

      await call('patch', path, { body: { followUp: CAREFUL } }).expect(200);
      await call('patch', path, {
        body: { followUp: CAREFUL, requiredLevel: 'E3' },
      }).expect(409);

      await expect(
        knex('events').where({ migration_id: migrationId }),
      ).resolves.toMatchObject([
        {
          kind: 'migrationChanged',
          actor: 'user:default/ana',
          reason: `Pull requests are followed up with ${JSON.stringify(
            CAREFUL,
          )}`,
        },
      ]);
      expect(auditor.createEvent.mock.calls[0][0].eventId).toBe(
        'migration-update',
      );
    });

    it('is refused where it is less careful than the configuration', async () => {
      const { call } = await openTestDoor({ knex });
      const { migrationId } = await insertTestMigration({ knex });
      const followUp = {
        autoMerge: { minimumLevel: 'E1' },
        stale: { remindAfterDays: 1, closeAfterDays: 3 },
        reactions: { rounds: 5 },
      };

      const { body } = await call('patch', `/migrations/${migrationId}`, {
        body: { followUp },
      }).expect(400);
      await call('post', '/migrations', {
        body: { contract: CONTRACT_TEXT, followUp },
      }).expect(400);

      expect(body.error.message).toBe(
        'body.followUp.autoMerge.minimumLevel is E1; give E3 or more; body.followUp.stale.remindAfterDays is 1; give 14 or more, or 0 for never; body.followUp.stale.closeAfterDays is 3, but the configuration lets nothing be closed; give null or leave it out; body.followUp.reactions.rounds is 5; give 2 or less',
      );
    });
  },
);
