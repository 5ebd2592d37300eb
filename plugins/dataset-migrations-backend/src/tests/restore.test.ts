import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodeHosts } from '../codeHosts/CodeHosts';
import type {
  DbAttemptRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../database/tables';
import { databaseNow } from '../database/time';
import { WorkingDirectory } from '../execution/WorkingDirectory';
import { PublicationPump } from '../publishing/PublicationPump';
import { PublicationQueue } from '../publishing/PublicationQueue';
import { Publisher } from '../publishing/Publisher';
import { TargetQueue } from '../queue/TargetQueue';
import { createTestBudget } from './createTestBudget';
import { GitServer } from './GitServer';
import { InMemoryCodeHost } from './InMemoryCodeHost';
import { insertTestMigration } from './insertTestMigration';
import { openTestDatabase, readRows, writeRows } from './openTestDatabase';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

/** What docs/operations.md tells people to run after a restore. */
async function readProcedure(): Promise<string[]> {
  const text = await readFile(
    resolvePackagePath(
      '@skein/backstage-plugin-dataset-migrations-backend',
      '../../docs/operations.md',
    ),
    'utf8',
  );
  const [, section] = text.split('## Back up and restore');
  const [, sql] = /```sql\n([\s\S]*?)```/.exec(section) ?? [];
  return sql
    .replace(/^--.*$/gm, '')
    .split(';')
    .map(statement => statement.trim())
    .filter(statement => statement !== '');
}

describe.each(databases.eachSupportedId())('restoring a backup, %s', id => {
  let knex: Knex;
  let git: GitServer;
  let host: InMemoryCodeHost;
  let directory: string;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
    git = await GitServer.start();
    host = new InMemoryCodeHost({ host: 'localhost:4400', git });
    directory = await mkdtemp(join(tmpdir(), 'restore-'));
  });

  afterEach(async () => {
    await git.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function publicationsOf(worker: string) {
    const logger = mockServices.logger.mock();
    return PublicationPump.create({
      queue: PublicationQueue.create({
        budget: createTestBudget(knex),
        knex,
        worker,
        leaseSeconds: 60,
        onChange: () => undefined,
      }),
      publisher: Publisher.create({
        codeHosts: CodeHosts.create({ codeHosts: [host] }),
        pullRequests: {
          branchPrefix: 'skein',
          labels: [],
          author: { name: 'Skein', email: 'skein@localhost' },
        },
        workingDirectory: await WorkingDirectory.create({
          root: join(directory, worker),
          logger,
        }),
        appUrl: 'http://localhost:7007',
        logger,
      }),
      leaseSeconds: 60,
      logger,
    });
  }

  function queueOf(worker: string) {
    return TargetQueue.create({
      knex,
      worker,
      leaseSeconds: 60,
      onChange: () => undefined,
    });
  }

  const stateOf = async (targetId: string) =>
    (await knex<DbTargetRow>('targets').where({ id: targetId }).first())?.state;

  it('adopts what was opened since, and takes work from the workers of before', async () => {
    const baseSha = await git.commit('acme/pricing', { 'a.sql': 'SELECT 1\n' });
    const { targetIds } = await insertTestMigration({
      knex,
      targets: [
        { repository_name: 'pricing', state: 'publishing' },
        { repository_name: 'billing', state: 'queued' },
      ],
    });
    const [opened, running] = targetIds;
    const attemptId = randomUUID();
    await knex<DbAttemptRow>('attempts').insert({
      id: attemptId,
      target_id: opened,
      number: 1,
      fence: 1,
      agent: 'rewriter',
      worker: 'before',
      state: 'succeeded',
      started_at: databaseNow(knex),
      ended_at: databaseNow(knex),
      contract_version: 1,
      base_sha: baseSha,
      files: JSON.stringify([
        {
          path: 'a.sql',
          mode: '100644',
          content: Buffer.from('SELECT 2\n').toString('base64'),
        },
      ]),
      files_changed: 1,
      lines_added: 1,
      lines_removed: 1,
      findings: '[]',
      notes: '[]',
    });
    await knex<DbTargetRow>('targets')
      .where({ id: opened })
      .update({ attempt_id: attemptId });
    const before = queueOf('before');
    const [claim] = await before.claim(1);
    expect(claim.targetId).toBe(running);
    const backup = await readRows(knex);

    const first = await publicationsOf('before');
    await first.tick();
    await first.drain();
    expect(await stateOf(opened)).toBe('prOpen');
    await writeRows(knex, backup);
    expect(await knex<DbPullRequestRow>('pull_requests')).toEqual([]);
    for (const statement of await readProcedure()) {
      await knex.raw(statement);
    }

    expect(await before.renew(claim)).toBe('lost');
    await expect(
      before.finish(claim, {
        kind: 'noChanges',
        reason: 'Too late',
        conditions: [],
        record: { agents: [], findings: [], notes: [] },
      }),
    ).resolves.toBe(false);
    const after = queueOf('after');
    await after.reap();
    await expect(
      knex<DbAttemptRow>('attempts').where({ target_id: running }),
    ).resolves.toMatchObject([{ state: 'lost' }]);
    const [again] = await after.claim(1);
    expect(again.targetId).toBe(running);

    const second = await publicationsOf('after');
    await second.tick();
    await second.drain();
    expect(await stateOf(opened)).toBe('prOpen');
    expect(host.pullRequests).toHaveLength(1);
    await expect(
      knex<DbPullRequestRow>('pull_requests'),
    ).resolves.toMatchObject([{ target_id: opened, number: 1 }]);
  });
});
