import { TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { applyDatabaseMigrations } from '../database/applyDatabaseMigrations';
import { insertTestMigration } from './insertTestMigration';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const directory = resolvePackagePath(
  '@skein/backstage-plugin-dataset-migrations-backend',
  'migrations',
);

describe.each(databases.eachSupportedId())('schema changes, %s', databaseId => {
  it('go up, down with rows in the tables, and up again', async () => {
    const knex = await databases.init(databaseId);
    await applyDatabaseMigrations(knex);
    await insertTestMigration({ knex, targets: [{}, {}] });

    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('targets')).toBe(false);
    await applyDatabaseMigrations(knex);

    expect(await knex('targets')).toEqual([]);
  });

  it('are applied once when several replicas start at the same time', async () => {
    const knex = await databases.init(databaseId);
    const replicas = databaseId === 'SQLITE_3' ? 1 : 4;

    await Promise.all(
      Array.from({ length: replicas }, () => applyDatabaseMigrations(knex)),
    );

    expect(await knex.schema.hasTable('targets')).toBe(true);
  });

  it('go on after a process was killed in the middle', async () => {
    const knex = await databases.init(databaseId);
    await applyDatabaseMigrations(knex);
    await knex('knex_migrations_lock').update({ is_locked: 1 });

    await applyDatabaseMigrations(knex);

    expect(await knex('knex_migrations_lock').first('is_locked')).toEqual({
      is_locked: 0,
    });
  });
});
