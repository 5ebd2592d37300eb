import { TestDatabases } from '@backstage/backend-test-utils';
import type { Consumer } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../../database/tables';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('consumers, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  it.each([
    ['No reference found in 12 files', ['finance-sql']],
    [
      'Already reads core.user_activity (a.sql:1); no reference to the old dataset found',
      [],
    ],
  ])(
    'takes an edge of the catalog for wrong when its code says: %s',
    async (reason, wrong) => {
      const { call, plan } = await openTestDoor({ knex });
      const id = await plan();
      await knex<DbTargetRow>('targets')
        .where({ repository_name: 'finance-sql' })
        .update({ state: 'noChanges', state_reason: reason });

      const { body } = await call(
        'get',
        `/migrations/${id}/consumers?wrongEdge=true`,
      ).expect(200);

      expect(body.items.map(({ title }: Consumer) => title)).toEqual(wrong);
      expect(body.totalItems).toBe(wrong.length);
    },
  );
});
