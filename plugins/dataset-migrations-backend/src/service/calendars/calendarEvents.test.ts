import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const CALENDAR = {
  timeZone: 'Europe/Berlin',
  hours: [{ days: ['monday'], from: '09:00', until: '17:00' }],
};

describe.each(databases.eachSupportedId())(
  'the history of calendars, %s',
  id => {
    let knex: Knex;
    const changed: string[] = [];

    beforeEach(async () => {
      knex = await openTestDatabase(databases, id);
      changed.length = 0;
    });

    const open = () =>
      openTestDoor({
        knex,
        onChange: migrationId => changed.push(migrationId),
      });

    const events = () =>
      knex('events').orderBy('id').select('migration_id', 'actor', 'reason');

    it('says once that the calendar of a migration was set, and that it was taken away', async () => {
      const { call } = await open();
      const { migrationId } = await insertTestMigration({ knex });
      const path = `/migrations/${migrationId}/calendar`;
      const set = (calendar: object | null, dryRun = false) =>
        call('put', path, { body: { calendar, dryRun } }).expect(200);

      await set(null);
      await set(CALENDAR, true);
      await expect(events()).resolves.toEqual([]);
      await set(CALENDAR);
      await set(CALENDAR);
      await set(null);

      await expect(events()).resolves.toEqual([
        {
          migration_id: migrationId,
          actor: 'user:default/ana',
          reason:
            'The calendar of the migration was set: monday 09:00 to 17:00; Europe/Berlin',
        },
        {
          migration_id: migrationId,
          actor: 'user:default/ana',
          reason: 'The calendar of the migration was taken away',
        },
      ]);
      expect(changed).toEqual([migrationId, migrationId]);
    });

    it('tells every migration that has something of the team left, and no other', async () => {
      const { call } = await open();
      const team = 'group:default/marketing-analytics';
      const [running] = await Promise.all([
        insertTestMigration({ knex, targets: [{ owner_ref: team }] }),
        insertTestMigration({
          knex,
          targets: [{ owner_ref: team, state: 'merged' }],
        }),
        insertTestMigration({ knex, targets: [{}] }),
        insertTestMigration({
          knex,
          state: 'cancelled',
          targets: [{ owner_ref: team }],
        }),
      ]);

      await call('put', `/team-calendar?ownerRef=${team}`, {
        person: 'consumerTeamMember',
        body: { calendar: CALENDAR },
      }).expect(200);

      await expect(events()).resolves.toEqual([
        {
          migration_id: running.migrationId,
          actor: 'user:default/ben',
          reason: `The calendar of ${team} was set: monday 09:00 to 17:00; Europe/Berlin`,
        },
      ]);
    });
  },
);
