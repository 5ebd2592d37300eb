import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConflictError, NotAllowedError } from '@backstage/errors';
import {
  CodeHostBudgetError,
  CodeHostUnavailableError,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DatabaseCodeHostBudget } from '../codeHosts/budget/DatabaseCodeHostBudget';
import { CodeHosts } from '../codeHosts/CodeHosts';
import type {
  DbAttemptRow,
  DbEventRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../database/tables';
import { databaseNow, nowPlus } from '../database/time';
import { crashPoint, type CrashPoint } from '../execution/crashPoint';
import { GitServer } from '../tests/GitServer';
import { InMemoryCodeHost } from '../tests/InMemoryCodeHost';
import { insertTestMigration } from '../tests/insertTestMigration';
import { createTestBudget } from '../tests/createTestBudget';
import { PublicationPump } from './PublicationPump';
import { PublicationQueue } from './PublicationQueue';
import { WorkingDirectory } from '../execution/WorkingDirectory';
import { Publisher } from './Publisher';
import { openOwnDatabase } from '../tests/openOwnDatabase';

jest.mock('../execution/crashPoint', () => ({ crashPoint: jest.fn() }));
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const BEFORE = 'SELECT user_id FROM analytics.user_activity_v1\n';
const AFTER = 'SELECT account_id AS user_id FROM core.user_activity\n';

/** What a power cut leaves: nothing is recorded, and the lease is not given back. */
class PowerCut extends Error {}

describe.each(databases.eachSupportedId())('PublicationPump, %s', id => {
  let knex: Knex;
  let git: GitServer;
  let host: InMemoryCodeHost;
  let directory: string;
  let changed: string[];

  beforeEach(async () => {
    knex = await openOwnDatabase(databases, id);
    git = await GitServer.start();
    host = new InMemoryCodeHost({ host: 'localhost:4400', git });
    host.reviewers.add('finance');
    directory = await mkdtemp(join(tmpdir(), 'publication-'));
    changed = [];
    jest.mocked(crashPoint).mockReset();
  });

  afterEach(async () => {
    await git.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function insertTarget(
    changes: Partial<DbTargetRow> = {},
    options: { files?: Record<string, string> } = {},
  ) {
    const name = `repository-${randomUUID().slice(0, 8)}`;
    const baseSha = await git.commit(`acme/${name}`, {
      'jobs/daily.sql': BEFORE,
      ...options.files,
    });
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: [
        {
          repository_name: name,
          state: 'publishing',
          ...(changes as { state?: undefined }),
        },
      ],
    });
    const [targetId] = targetIds;
    await insertAttempt(targetId, baseSha, AFTER);
    return { migrationId, targetId, name, baseSha };
  }

  async function insertAttempt(
    targetId: string,
    baseSha: string,
    content: string,
    number: number = 1,
  ) {
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

  async function createPump(
    options: { worker?: string; budget?: DatabaseCodeHostBudget } = {},
  ) {
    const queue = PublicationQueue.create({
      budget: options.budget ?? createTestBudget(knex),
      knex,
      worker: options.worker ?? 'worker',
      leaseSeconds: 60,
      onChange: migrationId => changed.push(migrationId),
    });
    const publisher = Publisher.create({
      codeHosts: CodeHosts.create({ codeHosts: [host] }),
      pullRequests: {
        branchPrefix: 'skein',
        labels: ['skein', 'dataset-migration'],
        author: { name: 'Skein', email: 'skein@localhost' },
      },
      workingDirectory: await WorkingDirectory.create({
        root: join(directory, options.worker ?? 'worker'),
        logger: mockServices.logger.mock(),
      }),
      appUrl: 'http://localhost:7007',
      logger: mockServices.logger.mock(),
    });
    const pump = PublicationPump.create({
      queue,
      publisher,
      leaseSeconds: 60,
      logger: mockServices.logger.mock(),
    });
    return { pump, queue, publisher };
  }

  async function publish(options: { worker?: string } = {}) {
    const { pump } = await createPump(options);
    await pump.tick();
    await pump.drain();
  }

  /** Makes what was put off, or was held by a worker that is gone, due. */
  async function waitForTurn() {
    await knex<DbTargetRow>('targets').update({
      not_before: nowPlus(knex, -1),
      lease_expires_at: nowPlus(knex, -1),
    });
  }

  async function targetOf(targetId: string) {
    const row = await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .first();
    return { ...row!, conditions: JSON.parse(row!.conditions) };
  }

  async function branchOf(targetId: string) {
    return `skein/user-activity-v2/${targetId.slice(0, 8)}`;
  }

  it('opens a pull request with labels and reviewers, and records it', async () => {
    const { migrationId, targetId, name, baseSha } = await insertTarget();

    await publish();

    await expect(targetOf(targetId)).resolves.toMatchObject({
      state: 'prOpen',
      state_reason: 'Pull request #1 is open',
      lease_owner: null,
      conditions: [],
    });
    const branch = await branchOf(targetId);
    const head = await git.head(`acme/${name}`, branch);
    const row = await knex<DbPullRequestRow>('pull_requests')
      .where({ target_id: targetId })
      .first();
    expect(row).toMatchObject({
      generation: 1,
      host: 'localhost:4400',
      repository_owner: 'acme',
      repository_name: name,
      number: 1,
      state: 'open',
      branch,
      head_sha: head,
      pushed_sha: head,
    });
    expect(host.pullRequests).toEqual([
      expect.objectContaining({
        title: 'Read core.user_activity instead of analytics.user_activity_v1',
        reviews: [{ reviewer: 'finance', state: 'requested' }],
      }),
    ]);
    expect(host.labels.get(1)).toEqual(['skein', 'dataset-migration']);
    await expect(
      git.show(`acme/${name}`, `${branch}:jobs/daily.sql`),
    ).resolves.toBe(AFTER.trimEnd());
    const commit = await git.show(`acme/${name}`, branch);
    expect(commit).toContain(`Skein-Migration: ${migrationId}`);
    expect(commit).toContain(`Skein-Target: ${targetId}`);
    await expect(git.show(`acme/${name}`, `${branch}^`)).resolves.toContain(
      baseSha,
    );
    expect(changed).toEqual([migrationId]);
  });

  describe.each<CrashPoint>(['afterCommit', 'afterPush', 'afterPullRequest'])(
    'after a crash at %s',
    point => {
      it('publishes exactly one pull request in the end', async () => {
        const { targetId } = await insertTarget();
        jest.mocked(crashPoint).mockImplementation(name => {
          if (name === point) {
            throw new PowerCut();
          }
        });
        const { queue, publisher } = await createPump({ worker: 'dies' });
        const [publication] = await queue.claim(1);
        await expect(
          publisher.publish(
            publication,
            sha => queue.recordPush(publication, sha),
            new AbortController().signal,
          ),
        ).rejects.toThrow(PowerCut);
        jest.mocked(crashPoint).mockReset();

        await publish({ worker: 'other' });
        expect((await targetOf(targetId)).state).toBe('publishing');
        await waitForTurn();
        await publish({ worker: 'other' });

        expect((await targetOf(targetId)).state).toBe('prOpen');
        expect(host.pullRequests).toHaveLength(1);
        await expect(
          knex('pull_requests').where({ target_id: targetId }),
        ).resolves.toHaveLength(1);
      });
    },
  );

  it('opens one pull request when two replicas publish the same target at once', async () => {
    const { targetId } = await insertTarget();
    const late = await createPump({ worker: 'late' });
    const [stale] = await late.queue.claim(1);
    await waitForTurn();
    const quick = await createPump({ worker: 'quick' });
    const [fresh] = await quick.queue.claim(1);
    const { signal } = new AbortController();

    const outcomes = await Promise.all([
      // it was its turn when it asked, so that both go on
      late.publisher.publish(stale, async () => true, signal),
      quick.publisher.publish(
        fresh,
        sha => quick.queue.recordPush(fresh, sha),
        signal,
      ),
    ]);

    expect(host.pullRequests).toHaveLength(1);
    await expect(late.queue.finish(stale, outcomes[0])).resolves.toBe(false);
    await expect(
      knex('pull_requests').where({ target_id: targetId }),
    ).resolves.toHaveLength(0);
    await expect(quick.queue.finish(fresh, outcomes[1])).resolves.toBe(true);
    expect((await targetOf(targetId)).state).toBe('prOpen');
  });

  it('adopts a pull request that the host already has when it is opened', async () => {
    const { targetId } = await insertTarget();
    jest.mocked(crashPoint).mockImplementation(name => {
      if (name === 'afterPullRequest') {
        throw new PowerCut();
      }
    });
    await publish();
    jest.mocked(crashPoint).mockReset();
    await waitForTurn();
    // the host does not list the new pull request yet, but knows that it is there
    const find = host.findPullRequest.bind(host);
    jest
      .spyOn(host, 'findPullRequest')
      .mockResolvedValueOnce(undefined)
      .mockImplementation(find);
    const open = jest.spyOn(host, 'openPullRequest');

    await publish();

    await expect(open.mock.results[0].value).rejects.toThrow(ConflictError);
    expect((await targetOf(targetId)).state).toBe('prOpen');
    expect(host.pullRequests).toHaveLength(1);
  });

  it('never overwrites what a human pushed to the branch', async () => {
    const { targetId, name } = await insertTarget();
    const branch = await branchOf(targetId);
    const human = await git.commit(
      `acme/${name}`,
      { 'jobs/daily.sql': 'SELECT 1\n' },
      branch,
    );

    await publish();

    await expect(targetOf(targetId)).resolves.toMatchObject({
      state: 'needsHuman',
      conditions: ['humanCommits'],
      state_reason: expect.stringContaining('Somebody pushed to the branch'),
    });
    await expect(git.head(`acme/${name}`, branch)).resolves.toBe(human);
    expect(host.pullRequests).toEqual([]);
  });

  it('never overwrites what a human pushes between the look and the push', async () => {
    const { targetId, name } = await insertTarget();
    const branch = await branchOf(targetId);
    let human: string | undefined;
    jest.mocked(crashPoint).mockImplementation(() => {});
    const { queue, publisher } = await createPump();
    const [publication] = await queue.claim(1);
    const { TrustedRepository } = jest.requireActual(
      '../git/TrustedRepository',
    );
    const push = TrustedRepository.prototype.push;
    const spy = jest
      .spyOn(TrustedRepository.prototype, 'push')
      .mockImplementation(async function pushLate(
        this: unknown,
        ...args: unknown[]
      ) {
        human ??= await git.commit(
          `acme/${name}`,
          { 'jobs/daily.sql': 'SELECT 1\n' },
          branch,
        );
        return push.apply(this, args);
      });

    const outcome = await publisher.publish(
      publication,
      sha => queue.recordPush(publication, sha),
      new AbortController().signal,
    );
    spy.mockRestore();

    expect(outcome).toMatchObject({
      kind: 'handedOver',
      because: 'humanCommits',
    });
    await expect(git.head(`acme/${name}`, branch)).resolves.toBe(human);
  });

  it('adopts its pull request with the commits that a human pushed on top', async () => {
    const { targetId, name } = await insertTarget();
    jest.mocked(crashPoint).mockImplementation(point => {
      if (point === 'afterPullRequest') {
        throw new PowerCut();
      }
    });
    await publish();
    jest.mocked(crashPoint).mockReset();
    const human = await git.commit(
      `acme/${name}`,
      { 'jobs/other.sql': 'SELECT 1\n' },
      await branchOf(targetId),
    );
    await waitForTurn();

    await publish();

    await expect(targetOf(targetId)).resolves.toMatchObject({
      state: 'prOpen',
      conditions: ['humanCommits'],
    });
    await expect(
      git.head(`acme/${name}`, await branchOf(targetId)),
    ).resolves.toBe(human);
  });

  it.each([
    ['closed', 'closed', { closedAt: '2026-11-22T10:00:00Z' }],
    ['merged', 'merged', { mergedAt: '2026-11-22T10:00:00Z' }],
  ] as const)(
    'lets a pull request that was %s before it was recorded be',
    async (state, targetState, times) => {
      const { targetId } = await insertTarget();
      jest.mocked(crashPoint).mockImplementation(point => {
        if (point === 'afterPullRequest') {
          throw new PowerCut();
        }
      });
      await publish();
      jest.mocked(crashPoint).mockReset();
      Object.assign(host.pullRequests[0], { state, ...times });
      await waitForTurn();

      await publish();

      expect((await targetOf(targetId)).state).toBe(targetState);
      expect(host.pullRequests).toHaveLength(1);
    },
  );

  it('takes a branch of its own for another generation', async () => {
    const { targetId, name } = await insertTarget({ generation: 2 });

    await publish();

    await expect(
      git.head(`acme/${name}`, `${await branchOf(targetId)}-g2`),
    ).resolves.toBeDefined();
    expect(host.pullRequests[0].body).toContain(`${targetId}:2 -->`);
  });

  it('pushes a newer patch over its older one, and keeps what people wrote below', async () => {
    const { targetId, name, baseSha } = await insertTarget();
    await publish();
    const [opened] = host.pullRequests;
    opened.body += '\nPlease wait for the audit.';
    await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .update({ state: 'publishing' });
    await insertAttempt(targetId, baseSha, '-- other\n', 2);
    await waitForTurn();

    await publish();

    await expect(
      git.show(`acme/${name}`, `${await branchOf(targetId)}:jobs/daily.sql`),
    ).resolves.toBe('-- other');
    expect(host.pullRequests).toHaveLength(1);
    expect(opened.body).toMatch(/-->\nPlease wait for the audit\.$/);
  });

  it('has a patch made anew that became outdated while its pull request is open, and keeps its place with the reviewers', async () => {
    const { targetId, name, baseSha } = await insertTarget();
    await publish();
    const head = await git.head(`acme/${name}`, await branchOf(targetId));
    await git.commit(`acme/${name}`, { 'jobs/daily.sql': `-- v2\n${BEFORE}` });
    await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .update({ state: 'publishing' });
    await insertAttempt(targetId, baseSha, '-- other\n', 2);
    await waitForTurn();

    await publish();

    await expect(targetOf(targetId)).resolves.toMatchObject({
      state: 'queued',
      begun_generation: 1,
    });
    await expect(
      git.head(`acme/${name}`, await branchOf(targetId)),
    ).resolves.toBe(head);
  });

  it('knows its own commit again after a crash between the push and the record, though the patch is another by then', async () => {
    const { targetId, name, baseSha } = await insertTarget();
    jest.mocked(crashPoint).mockImplementation(point => {
      if (point === 'afterPush') {
        throw new PowerCut();
      }
    });
    await publish();
    jest.mocked(crashPoint).mockReset();
    await insertAttempt(targetId, baseSha, '-- other\n', 2);
    await waitForTurn();

    await publish();

    expect((await targetOf(targetId)).state).toBe('prOpen');
    await expect(
      git.show(`acme/${name}`, `${await branchOf(targetId)}:jobs/daily.sql`),
    ).resolves.toBe('-- other');
    expect(host.pullRequests).toHaveLength(1);
  });

  it('pushes nothing when its claim was taken over', async () => {
    const { targetId, name } = await insertTarget();
    const late = await createPump({ worker: 'late' });
    const [stale] = await late.queue.claim(1);
    await waitForTurn();
    const quick = await createPump({ worker: 'quick' });
    await quick.queue.claim(1);

    await expect(
      late.publisher.publish(
        stale,
        sha => late.queue.recordPush(stale, sha),
        new AbortController().signal,
      ),
    ).rejects.toThrow(/was taken over by another worker$/);

    await expect(
      git.head(`acme/${name}`, await branchOf(targetId)),
    ).resolves.toBeUndefined();
    await expect(knex('branch_pushes')).resolves.toEqual([]);
  });

  it('refreshes the text that a crash kept from being written', async () => {
    const { targetId, baseSha } = await insertTarget();
    await publish();
    const [opened] = host.pullRequests;
    const rendered = opened.body;
    await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .update({ state: 'publishing' });
    await insertAttempt(targetId, baseSha, '-- other\n', 2);
    jest.mocked(crashPoint).mockImplementation(point => {
      if (point === 'afterPush') {
        throw new PowerCut();
      }
    });
    await waitForTurn();
    await publish();
    jest.mocked(crashPoint).mockReset();
    opened.body = rendered.replace('core.user_activity', 'what was before');
    await waitForTurn();

    await publish();

    expect((await targetOf(targetId)).state).toBe('prOpen');
    expect(opened.body).toBe(rendered);
  });

  it('publishes when the base moved on elsewhere', async () => {
    const { targetId, name } = await insertTarget();
    await git.commit(`acme/${name}`, { 'README.md': 'new' });

    await publish();

    expect((await targetOf(targetId)).state).toBe('prOpen');
  });

  it('has the patch made anew when the base moved on in a changed file', async () => {
    const { targetId, name } = await insertTarget();
    await git.commit(`acme/${name}`, { 'jobs/daily.sql': `-- v2\n${BEFORE}` });

    await publish();

    await expect(targetOf(targetId)).resolves.toMatchObject({
      state: 'queued',
      state_reason:
        'jobs/daily.sql changed on main since the patch was made; it is made anew',
    });
    expect(host.pullRequests).toEqual([]);
  });

  it('asks the code owners, and the owner in the catalog only where nobody else can be asked', async () => {
    host.reviewers.add('zoe');
    const first = await insertTarget(
      {},
      { files: { CODEOWNERS: '/jobs/ @zoe' } },
    );
    const second = await insertTarget(
      {},
      { files: { '.github/CODEOWNERS': '* @stranger' } },
    );

    await publish();

    const reviewersOf = (name: string) =>
      host.pullRequests
        .find(({ repository }) => repository === name)
        ?.reviews.map(({ reviewer }) => reviewer);
    expect(reviewersOf(first.name)).toEqual(['zoe']);
    expect(reviewersOf(second.name)).toEqual(['finance']);
    const events = await knex<DbEventRow>('events').where({
      target_id: second.targetId,
      kind: 'codeHostRefused',
    });
    expect(events.map(event => event.reason)).toEqual([
      'No review could be asked of stranger',
    ]);
  });

  it('shows when nobody could be asked for a review', async () => {
    host.reviewers.clear();
    const { targetId } = await insertTarget();

    await publish();

    expect((await targetOf(targetId)).conditions).toEqual(['noReviewer']);
  });

  it('waits for a code host that is down, and says so', async () => {
    const { targetId } = await insertTarget();
    host.beforeCall = () => {
      throw new CodeHostUnavailableError('localhost:4400 answers 502');
    };

    await publish();

    await expect(targetOf(targetId)).resolves.toMatchObject({
      state: 'publishing',
      state_reason: 'localhost:4400 answers 502',
      failure_count: 1,
      lease_owner: null,
      conditions: ['retrying'],
    });
    await publish();
    expect((await targetOf(targetId)).failure_count).toBe(1);

    host.beforeCall = () => {};
    await waitForTurn();
    await publish();
    await expect(targetOf(targetId)).resolves.toMatchObject({
      state: 'prOpen',
      failure_count: 0,
      conditions: [],
    });
  });

  it('lets a host rest that asked for it, and publishes on no other branch of it meanwhile', async () => {
    const first = await insertTarget({
      not_before: '2026-01-01 00:00:00.000',
    });
    const second = await insertTarget();
    host.beforeCall = () => {
      throw new CodeHostUnavailableError('limited', { retryAfterSeconds: 900 });
    };
    const { queue, publisher } = await createPump();
    const [publication] = await queue.claim(1);
    expect(publication.targetId).toBe(first.targetId);
    await expect(
      publisher.publish(
        publication,
        sha => queue.recordPush(publication, sha),
        new AbortController().signal,
      ),
    ).rejects.toThrow('limited');

    await queue.fail(publication, {
      kind: 'later',
      reason: 'limited',
      delaySeconds: 900,
      hostDelaySeconds: 900,
    });

    await expect(queue.claim(10)).resolves.toEqual([]);
    expect((await targetOf(second.targetId)).state).toBe('publishing');
  });

  it('waits for the budget without calling it a failure, and says so once', async () => {
    const { targetId } = await insertTarget();
    const left = jest.spyOn(host, 'openPullRequest').mockImplementation(() => {
      throw new CodeHostBudgetError('no more for this hour', {
        retryAfterSeconds: 600,
      });
    });

    await publish();
    expect(await targetOf(targetId)).toMatchObject({
      state: 'publishing',
      state_reason: 'no more for this hour',
      failure_count: 0,
      conditions: [],
    });
    await publish();
    expect(left).toHaveBeenCalledTimes(1);
    await waitForTurn();
    await publish();
    await expect(
      knex('events').where({
        target_id: targetId,
        kind: 'publicationPostponed',
      }),
    ).resolves.toHaveLength(1);
    left.mockRestore();
    await waitForTurn();
    await publish();

    expect((await targetOf(targetId)).state).toBe('prOpen');
    expect(host.pullRequests).toHaveLength(1);
  });

  it('begins nothing that the budget could not finish', async () => {
    const { targetId } = await insertTarget();
    const budget = createTestBudget(knex, { contentPerHour: 6 });
    for (let times = 0; times < 3; times++) {
      await budget.take({ host: 'localhost:4400', kind: 'content' });
    }
    const asked = jest.fn();
    host.beforeCall = asked;
    const { pump } = await createPump({ budget });

    await pump.tick();
    await pump.drain();
    expect(asked).not.toHaveBeenCalled();
    await knex('code_host_budgets').delete();
    await pump.tick();
    await pump.drain();

    expect((await targetOf(targetId)).state).toBe('prOpen');
  });

  it('fails for good with the mend when the host refuses', async () => {
    const { targetId } = await insertTarget();
    host.archived = true;

    await publish();

    await expect(targetOf(targetId)).resolves.toMatchObject({
      state: 'failed',
      state_reason: expect.stringMatching(
        /^acme\/.* is archived and takes no pull requests; unarchive it/,
      ),
    });
  });

  it('lets a failing target not stop the others', async () => {
    const bad = await insertTarget();
    const good = await insertTarget();
    const get = host.getRepository.bind(host);
    jest.spyOn(host, 'getRepository').mockImplementation(async address => {
      if (address.name === bad.name) {
        throw new NotAllowedError('no token');
      }
      return get(address);
    });

    await publish();

    expect((await targetOf(bad.targetId)).state).toBe('failed');
    expect((await targetOf(good.targetId)).state).toBe('prOpen');
  });

  it('fills a place that becomes free without waiting for the next tick', async () => {
    const targets = [
      await insertTarget(),
      await insertTarget(),
      await insertTarget(),
      await insertTarget(),
    ];

    await publish();

    for (const { targetId } of targets) {
      expect((await targetOf(targetId)).state).toBe('prOpen');
    }
  });

  it('gives back what it holds when the backend stops', async () => {
    const { targetId } = await insertTarget();
    let arrived = () => {};
    const hasArrived = new Promise<void>(resolve => {
      arrived = resolve;
    });
    let goOn = () => {};
    const mayGoOn = new Promise<void>(resolve => {
      goOn = resolve;
    });
    host.beforeCall = async () => {
      arrived();
      await mayGoOn;
    };
    const { pump } = await createPump();
    await pump.tick();
    await hasArrived;

    const stopped = pump.stop();
    goOn();
    await stopped;

    await expect(targetOf(targetId)).resolves.toMatchObject({
      state: 'publishing',
      lease_owner: null,
      failure_count: 0,
    });
    expect(host.pullRequests).toEqual([]);
  });
});
