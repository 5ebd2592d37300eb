import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import type {
  Readers,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { FoundReader } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeHosts } from '../codeHosts/CodeHosts';
import type { DbMigrationRow, DbTargetRow } from '../database/tables';
import { nowPlus } from '../database/time';
import { WorkingDirectory } from '../execution/WorkingDirectory';
import { GitServer } from '../tests/GitServer';
import { insertTestMigration } from '../tests/insertTestMigration';
import { TestCodeHost } from '../tests/TestCodeHost';
import { CodeScanReaderSource } from './CodeScanReaderSource';
import { MigrationCompleter } from './MigrationCompleter';
import { openOwnDatabase } from '../tests/openOwnDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const OLD = 'SELECT user_id FROM `acme-prod.analytics.user_activity_v1`\n';
const NEW = 'SELECT account_id FROM `acme-prod.core.user_activity`\n';

describe.each(databases.eachSupportedId())(
  'MigrationCompleter, %s',
  databaseId => {
    let knex: Knex;
    let git: GitServer;
    let codeHost: TestCodeHost;
    let root: string;
    let completer: MigrationCompleter;
    let changed: string[];
    let warehouse: () => FoundReader[];

    beforeEach(async () => {
      knex = await openOwnDatabase(databases, databaseId);
      git = await GitServer.start();
      codeHost = new TestCodeHost(git);
      await git.commit('acme/moved', { 'job.sql': NEW });
      await git.commit('acme/left', { 'a/job.sql': OLD, 'b/job.sql': NEW });
      root = await mkdtemp(join(tmpdir(), 'completer-'));
      changed = [];
      warehouse = () => [];
      completer = MigrationCompleter.create({
        knex,
        sources: [
          CodeScanReaderSource.create({
            codeHosts: CodeHosts.create({ codeHosts: [codeHost] }),
            workingDirectory: await WorkingDirectory.create({
              root,
              logger: mockServices.logger.mock(),
            }),
            maxFileSizeBytes: 100_000,
            logger: mockServices.logger.mock(),
          }),
          { id: 'warehouse', findReaders: async () => warehouse() },
        ],
        lookAgainSeconds: 86_400,
        onChange: migrationId => changed.push(migrationId),
        logger: mockServices.logger.mock(),
      });
    });
    afterEach(async () => {
      await git.stop();
      await rm(root, { recursive: true, force: true });
    });

    async function insert(
      targets: Array<{ name: string; state: TargetState; paths?: string[] }>,
    ) {
      return await insertTestMigration({
        knex,
        targets: targets.map(({ name, state, paths }, index) => ({
          state,
          host: git.host,
          repository_name: name,
          target_key: `${name}-${index}`,
          paths: paths ? JSON.stringify(paths) : null,
        })),
      });
    }

    async function look() {
      await completer.tick();
      await completer.idle();
      const migration = await knex<DbMigrationRow>('migrations').first();
      const readers: Readers | undefined =
        migration?.readers && JSON.parse(migration.readers);
      return { ...migration!, readers };
    }

    it('waits for targets that are on their way', async () => {
      await insert([
        { name: 'moved', state: 'merged' },
        { name: 'left', state: 'prOpen' },
      ]);

      expect(await look()).toMatchObject({ state: 'running' });
    });

    it('completes when the code of every target was read again and names the old dataset no more', async () => {
      const { migrationId } = await insert([
        { name: 'moved', state: 'merged' },
        { name: 'left', state: 'noChanges', paths: ['b'] },
      ]);

      expect(await look()).toMatchObject({
        state: 'completed',
        state_reason: 'The old dataset has no readers left',
        readers: { count: 0, places: [] },
      });
      expect(changed).toContain(migrationId);
    });

    it('stays open while a merged target still reads the old dataset, and says where', async () => {
      const { targetIds } = await insert([{ name: 'left', state: 'merged' }]);

      expect(await look()).toMatchObject({
        state: 'completing',
        state_reason: expect.stringContaining('acme/left still reads'),
        readers: {
          count: 1,
          places: [
            {
              targetId: targetIds[0],
              where: expect.stringContaining('a/job.sql:1'),
            },
          ],
        },
      });
    });

    it('looks again only when it is due, and completes when the reader is gone', async () => {
      await insert([{ name: 'left', state: 'merged' }]);
      await look();
      await git.commit('acme/left', { 'a/job.sql': NEW });

      expect(await look()).toMatchObject({ state: 'completing' });
      await knex('migrations').update({ readers_look_at: null });
      expect(await look()).toMatchObject({ state: 'completed' });
    });

    it('completes as soon as the last reader is let off', async () => {
      await insert([{ name: 'left', state: 'merged' }]);
      await look();
      await knex<DbTargetRow>('targets').update({ state: 'exempted' });

      expect(await look()).toMatchObject({
        state: 'completed',
        readers: { count: 1 },
      });
    });

    it('takes what it cannot look at for a reader, and looks again soon', async () => {
      codeHost.failWith = new ServiceUnavailableError('down for an hour');
      await insert([{ name: 'moved', state: 'merged' }]);

      expect(await look()).toMatchObject({
        state: 'completing',
        readers: { places: [{ where: 'Not known: down for an hour' }] },
      });
      const isSoon = await knex('migrations')
        .where('readers_look_at', '<=', nowPlus(knex, 300))
        .first('id');
      expect(isSoon).toBeDefined();
    });

    it('asks every source, and takes one that fails for a reader', async () => {
      await insert([{ name: 'moved', state: 'merged' }]);
      warehouse = () => {
        throw new Error('the logs are not there');
      };
      expect(await look()).toMatchObject({
        state: 'completing',
        readers: {
          places: [
            {
              repository: 'warehouse',
              where: 'Not known: the logs are not there',
            },
          ],
        },
      });

      warehouse = () => [{ repository: 'job nightly', where: 'query 7' }];
      await knex('migrations').update({ readers_look_at: null });
      expect(await look()).toMatchObject({
        state: 'completing',
        state_reason: 'job nightly still reads the old dataset: query 7',
      });
    });

    it('looks again after the end, and queues what has slid back', async () => {
      const { targetIds } = await insert([{ name: 'moved', state: 'merged' }]);
      expect(await look()).toMatchObject({ state: 'completed' });
      await git.commit('acme/moved', { 'new.sql': OLD });
      expect(await look()).toMatchObject({ state: 'completed' });
      await knex('migrations').update({ readers_look_at: nowPlus(knex, -1) });

      await look();
      expect(
        await knex<DbTargetRow>('targets').where({ id: targetIds[0] }).first(),
      ).toMatchObject({
        state: 'queued',
        generation: 2,
        state_reason: expect.stringContaining('again: new.sql:1'),
      });
      expect(await look()).toMatchObject({ state: 'running' });
    });

    it('queues nothing again that it could not look at', async () => {
      await insert([{ name: 'moved', state: 'merged' }]);
      await look();
      codeHost.failWith = new ServiceUnavailableError('down for an hour');
      await knex('migrations').update({ readers_look_at: nowPlus(knex, -1) });

      expect(await look()).toMatchObject({
        state: 'completed',
        readers: { count: 1, places: [{ unknown: true }] },
      });
      expect(await knex<DbTargetRow>('targets')).toMatchObject([
        { state: 'merged' },
      ]);
    });

    it('takes a migration back when a target is on its way again', async () => {
      await insert([{ name: 'left', state: 'merged' }]);
      await look();
      await knex<DbTargetRow>('targets').update({ state: 'queued' });

      expect(await look()).toMatchObject({
        state: 'running',
        readers: null,
        readers_look_at: null,
      });
    });
  },
);
