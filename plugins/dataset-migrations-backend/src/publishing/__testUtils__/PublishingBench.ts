import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mockServices,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { DatabaseCodeHostBudget } from '../../codeHosts/budget/DatabaseCodeHostBudget';
import { CodeHosts } from '../../codeHosts/CodeHosts';
import type { DbAttemptRow, DbTargetRow } from '../../database/tables';
import { databaseNow, nowPlus } from '../../database/time';
import { WorkingDirectory } from '../../execution/WorkingDirectory';
import { createTestBudget } from '../../tests/createTestBudget';
import { GitServer } from '../../tests/GitServer';
import { InMemoryCodeHost } from '../../tests/InMemoryCodeHost';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openOwnDatabase } from '../../tests/openOwnDatabase';
import { PublicationPump } from '../PublicationPump';
import { PublicationQueue } from '../PublicationQueue';
import { Publisher } from '../Publisher';

export const BEFORE = 'SELECT user_id FROM analytics.user_activity_v1\n';
export const AFTER = 'SELECT account_id AS user_id FROM core.user_activity\n';

/** What a power cut leaves: nothing is recorded, and the lease is not given back. */
export class PowerCut extends Error {}

interface Parts {
  knex: Knex;
  git: GitServer;
  host: InMemoryCodeHost;
  directory: string;
}

/** A database, real git and a code host in memory, with targets whose patches wait to be published. */
export class PublishingBench {
  readonly knex: Knex;
  readonly git: GitServer;
  readonly host: InMemoryCodeHost;
  /** The migrations in which something changed. */
  readonly changed: string[] = [];
  readonly #directory: string;

  static async open(
    databases: TestDatabases,
    id: TestDatabaseId,
  ): Promise<PublishingBench> {
    const knex = await openOwnDatabase(databases, id);
    const git = await GitServer.start();
    const host = new InMemoryCodeHost({ host: 'localhost:4400', git });
    host.reviewers.add('finance');
    const directory = await mkdtemp(join(tmpdir(), 'publication-'));
    return new PublishingBench({ knex, git, host, directory });
  }

  private constructor({ knex, git, host, directory }: Parts) {
    this.knex = knex;
    this.git = git;
    this.host = host;
    this.#directory = directory;
  }

  async close(): Promise<void> {
    await this.git.stop();
    await rm(this.#directory, { recursive: true, force: true });
  }

  async insertTarget(
    changes: Partial<DbTargetRow> = {},
    options: { files?: Record<string, string> } = {},
  ) {
    const name = `repository-${randomUUID().slice(0, 8)}`;
    const baseSha = await this.git.commit(`acme/${name}`, {
      'jobs/daily.sql': BEFORE,
      ...options.files,
    });
    const { migrationId, targetIds } = await insertTestMigration({
      knex: this.knex,
      targets: [
        {
          repository_name: name,
          state: 'publishing',
          ...(changes as { state?: undefined }),
        },
      ],
    });
    const [targetId] = targetIds;
    await this.insertAttempt(targetId, baseSha, AFTER);
    return { migrationId, targetId, name, baseSha };
  }

  async insertAttempt(
    targetId: string,
    baseSha: string,
    content: string,
    number: number = 1,
  ) {
    const { knex } = this;
    const attemptId = randomUUID();
    const now = databaseNow(knex);
    await knex<DbAttemptRow>('attempts').insert({
      id: attemptId,
      target_id: targetId,
      number,
      fence: number,
      agent: 'rewriter',
      worker: 'a',
      state: 'succeeded',
      started_at: now,
      ended_at: now,
      contract_version: 1,
      base_sha: baseSha,
      files: JSON.stringify([
        {
          path: 'jobs/daily.sql',
          mode: '100644',
          content: Buffer.from(content).toString('base64'),
        },
      ]),
      files_changed: 1,
      lines_added: 1,
      lines_removed: 1,
      findings: '[]',
      notes: '[]',
    });
    await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .update({ attempt_id: attemptId });
  }

  async createPump(
    options: { worker?: string; budget?: DatabaseCodeHostBudget } = {},
  ) {
    const { knex } = this;
    const worker = options.worker ?? 'worker';
    const logger = mockServices.logger.mock();
    const queue = PublicationQueue.create({
      budget: options.budget ?? createTestBudget(knex),
      knex,
      worker,
      leaseSeconds: 60,
      onChange: migrationId => this.changed.push(migrationId),
    });
    const publisher = Publisher.create({
      codeHosts: CodeHosts.create({ codeHosts: [this.host] }),
      pullRequests: {
        branchPrefix: 'skein',
        labels: ['skein', 'dataset-migration'],
        author: { name: 'Skein', email: 'skein@localhost' },
      },
      workingDirectory: await WorkingDirectory.create({
        root: join(this.#directory, worker),
        logger,
      }),
      appUrl: 'http://localhost:7007',
      logger,
    });
    const pump = PublicationPump.create({
      queue,
      publisher,
      leaseSeconds: 60,
      logger,
    });
    return { pump, queue, publisher };
  }

  async publish(options: { worker?: string } = {}) {
    const { pump } = await this.createPump(options);
    await pump.tick();
    await pump.drain();
  }

  /** Makes what was put off, or was held by a worker that is gone, due. */
  async waitForTurn() {
    await this.knex<DbTargetRow>('targets').update({
      not_before: nowPlus(this.knex, -1),
      lease_expires_at: nowPlus(this.knex, -1),
    });
  }

  async targetOf(targetId: string) {
    const row = await this.knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .first();
    return { ...row!, conditions: JSON.parse(row!.conditions) };
  }

  branchOf(targetId: string): string {
    return `skein/user-activity-v2/${targetId.slice(0, 8)}`;
  }
}
