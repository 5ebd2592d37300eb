import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { MigrationState } from '@skein/backstage-plugin-dataset-migrations-common';
import { CodeHostUnavailableError } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { CodeHosts } from '../../codeHosts/CodeHosts';
import { queueBackslid } from '../../completion/queueBackslid';
import type { ReviewerCapacity } from '../../database/operations/publishing/beyondCapacity';
import { storePullRequest } from '../../database/operations/pullRequests/storePullRequest';
import { insertReverts } from '../../database/operations/reverts/insertReverts';
import type {
  DbAttemptRow,
  DbPullRequestRow,
  DbRevertRow,
  DbTargetRow,
} from '../../database/tables';
import { databaseNow, nowPlus } from '../../database/time';
import { crashPoint, type CrashPoint } from '../../execution/crashPoint';
import { WorkingDirectory } from '../../execution/WorkingDirectory';
import { createTestBudget } from '../../tests/createTestBudget';
import { GitServer } from '../../tests/GitServer';
import { InMemoryCodeHost } from '../../tests/InMemoryCodeHost';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { PullRequestPoller } from '../../tracking/PullRequestPoller';
import { PublicationPump } from '../PublicationPump';
import type { PublicationQueueOptions } from '../PublicationQueue';
import type { PublisherOptions } from '../Publisher';
import { RevertPublisher } from './RevertPublisher';
import { RevertQueue } from './RevertQueue';

jest.mock('../../execution/crashPoint', () => ({ crashPoint: jest.fn() }));
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const OWNER = 'group:default/growth-data';
const FILE = 'jobs/daily.sql';
const TAIL = '\n-- one\n-- two\n-- three\n-- four\n';
const BEFORE = `SELECT user_id FROM analytics.user_activity_v1${TAIL}`;
const AFTER = `SELECT account_id AS user_id FROM core.user_activity${TAIL}`;

/** What a power cut leaves: nothing is recorded, and the lease is not given back. */
class PowerCut extends Error {}

describe.each(databases.eachSupportedId())('reverting, %s', id => {
  let knex: Knex;
  let git: GitServer;
  let host: InMemoryCodeHost;
  let directory: string;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
    git = await GitServer.start();
    host = new InMemoryCodeHost({ host: 'localhost:4400', git });
    host.reviewers.add('finance');
    directory = await mkdtemp(join(tmpdir(), 'reverting-'));
    jest.mocked(crashPoint).mockReset();
  });

  afterEach(async () => {
    await git.stop();
    await rm(directory, { recursive: true, force: true });
  });

  /** A target whose patch stands on the default branch, with a wish to have it undone. */
  async function insertMerged(
    options: { state?: MigrationState; files?: Record<string, string> } = {},
  ) {
    const name = `repository-${randomUUID().slice(0, 8)}`;
    const repository = `acme/${name}`;
    const baseSha = await git.commit(repository, { [FILE]: BEFORE });
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      state: options.state,
      targets: [{ repository_name: name, state: 'merged' }],
    });
    const [targetId] = targetIds;
    const attemptId = randomUUID();
    await knex<DbAttemptRow>('attempts').insert({
      id: attemptId,
      target_id: targetId,
      number: 1,
      fence: 1,
      agent: 'rewriter',
      worker: 'a',
      state: 'succeeded',
      started_at: databaseNow(knex),
      ended_at: databaseNow(knex),
      contract_version: 1,
      base_sha: baseSha,
      files: JSON.stringify([
        {
          path: FILE,
          mode: '100644',
          content: Buffer.from(AFTER).toString('base64'),
        },
      ]),
      findings: '[]',
      notes: '[]',
    });
    await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .update({ attempt_id: attemptId });
    const merged = await git.commit(repository, { [FILE]: AFTER });
    await knex.transaction(tx =>
      storePullRequest({
        tx,
        targetId,
        generation: 1,
        repository: { host: 'localhost:4400', owner: 'acme', name },
        pullRequest: {
          number: 900,
          url: `http://localhost:4400/${repository}/pull/900`,
          title: 'Move',
          body: '',
          state: 'merged',
          branch: 'skein/x',
          headSha: merged,
          checks: [],
          reviews: [],
          updatedAt: '2026-11-27T10:00:00Z',
        },
        pushedSha: merged,
      }),
    );
    await askFor(migrationId, targetId);
    return { migrationId, targetId, name, repository };
  }

  async function askFor(migrationId: string, targetId: string) {
    await knex.transaction(tx =>
      insertReverts({
        tx,
        migrationId,
        targets: [{ id: targetId, generation: 1 }],
        reason: 'The new numbers are wrong',
        actor: OWNER,
      }),
    );
  }

  async function createParts(
    options: { worker?: string; capacity?: ReviewerCapacity } = {},
  ) {
    const worker = options.worker ?? randomUUID();
    const logger = mockServices.logger.mock();
    const common: PublicationQueueOptions & PublisherOptions = {
      knex,
      budget: createTestBudget(knex),
      capacity: options.capacity,
      worker,
      leaseSeconds: 60,
      onChange: () => {},
      codeHosts: CodeHosts.create({ codeHosts: [host] }),
      pullRequests: {
        branchPrefix: 'skein',
        labels: ['skein'],
        author: { name: 'Skein', email: 'skein@localhost' },
      },
      workingDirectory: await WorkingDirectory.create({
        root: join(directory, worker),
        logger,
      }),
      appUrl: 'http://localhost:7007',
      logger,
    };
    const queue = RevertQueue.create(common);
    const publisher = RevertPublisher.create(common);
    const pump = PublicationPump.create({
      queue,
      publisher,
      leaseSeconds: 60,
      logger,
    });
    return { queue, publisher, pump };
  }

  async function publish(capacity?: ReviewerCapacity) {
    const { pump } = await createParts({ capacity });
    await pump.tick();
    await pump.drain();
  }

  /** Makes what was put off, or was held by a worker that is gone, due. */
  async function waitForTurn() {
    await knex<DbRevertRow>('reverts').update({
      not_before: nowPlus(knex, -1),
      lease_expires_at: nowPlus(knex, -1),
    });
  }

  /** Looks at all pull requests, as the poller does. */
  async function look() {
    await knex('pull_requests').update({ look_at: nowPlus(knex, -1) });
    const poller = PullRequestPoller.create({
      budget: createTestBudget(knex),
      knex,
      codeHosts: CodeHosts.create({ codeHosts: [host] }),
      pollSeconds: 60,
      onChange: () => {},
      logger: mockServices.logger.mock(),
    });
    await poller.tick();
    await poller.drain();
  }

  const branchOf = (targetId: string) =>
    `skein/user-activity-v2/${targetId.slice(0, 8)}-revert`;

  async function stateOf(targetId: string) {
    const target = await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .first();
    const revert = await knex<DbRevertRow>('reverts')
      .where({ target_id: targetId })
      .orderBy('number', 'desc')
      .first();
    return {
      target: target?.state,
      revert: revert?.state,
      reason: revert?.state_reason,
    };
  }

  async function stateOfMigration(migrationId: string) {
    const row = await knex('migrations').where({ id: migrationId }).first();
    return row.state;
  }

  it('opens a pull request that undoes only what was merged, and reverts the target when that is merged', async () => {
    const { targetId, migrationId, repository } = await insertMerged({
      state: 'completed',
    });
    await git.commit(repository, {
      [FILE]: `${AFTER}-- added by a team since\n`,
    });

    await publish();

    expect(await stateOf(targetId)).toMatchObject({
      target: 'merged',
      revert: 'open',
    });
    const [opened] = host.pullRequests;
    expect(opened).toMatchObject({
      title:
        'Revert "Read core.user_activity instead of analytics.user_activity_v1"',
      reviews: [{ reviewer: 'finance', state: 'requested' }],
      body: expect.stringContaining('The new numbers are wrong'),
    });
    expect(opened.body).toContain(`:${targetId}:-1 -->`);
    await expect(
      git.show(repository, `${branchOf(targetId)}:${FILE}`),
    ).resolves.toBe(`${BEFORE}-- added by a team since`);

    Object.assign(opened, { state: 'merged', mergedAt: '2026-11-27T10:00Z' });
    await look();

    expect(await stateOf(targetId)).toMatchObject({
      target: 'reverted',
      revert: 'done',
      reason: `Pull request #${opened.number}, which undoes the change, was merged`,
    });
    // somebody reads the old dataset again
    expect(await stateOfMigration(migrationId)).toBe('running');
    await expect(
      knex('events').where({ target_id: targetId }).orderBy('id').pluck('kind'),
    ).resolves.toEqual([
      'revertRequested',
      'revertMoved',
      'revertMoved',
      'targetMoved',
    ]);
  });

  it.each<CrashPoint>(['afterCommit', 'afterPush', 'afterPullRequest'])(
    'opens exactly one pull request after a crash at %s, though the default branch moves meanwhile',
    async point => {
      const { targetId, repository } = await insertMerged();
      jest.mocked(crashPoint).mockImplementation(name => {
        if (name === point) {
          throw new PowerCut();
        }
      });
      const { queue, publisher } = await createParts();
      const [revert] = await queue.claim(1);
      await expect(
        publisher.publish(
          revert,
          sha => queue.recordPush(revert, sha),
          new AbortController().signal,
        ),
      ).rejects.toThrow(PowerCut);
      jest.mocked(crashPoint).mockReset();
      await git.commit(repository, { 'README.md': 'new' });

      await publish();
      expect((await stateOf(targetId)).revert).toBe('waiting');
      await waitForTurn();
      await publish();

      expect((await stateOf(targetId)).revert).toBe('open');
      expect(host.pullRequests).toHaveLength(1);
      await expect(
        knex<DbPullRequestRow>('pull_requests').where({
          target_id: targetId,
          generation: -1,
        }),
      ).resolves.toMatchObject([{ number: 1, state: 'open' }]);
    },
  );

  it('opens one pull request when two replicas have the same revert, and lets the late one write nothing', async () => {
    const { targetId } = await insertMerged();
    const late = await createParts();
    const [stale] = await late.queue.claim(1);
    await waitForTurn();
    const quick = await createParts();
    const [fresh] = await quick.queue.claim(1);
    const { signal } = new AbortController();

    const outcomes = await Promise.all([
      late.publisher.publish(stale, async () => true, signal),
      quick.publisher.publish(
        fresh,
        sha => quick.queue.recordPush(fresh, sha),
        signal,
      ),
    ]);

    expect(host.pullRequests).toHaveLength(1);
    await expect(late.queue.recordPush(stale, 'a'.repeat(40))).resolves.toBe(
      false,
    );
    await expect(late.queue.finish(stale, outcomes[0])).resolves.toBe(false);
    await expect(quick.queue.finish(fresh, outcomes[1])).resolves.toBe(true);
    expect((await stateOf(targetId)).revert).toBe('open');
  });

  it('follows the pull request that a crash left, also when people have merged it before anybody looked', async () => {
    const { targetId, repository } = await insertMerged();
    jest.mocked(crashPoint).mockImplementation(name => {
      if (name === 'afterPullRequest') {
        throw new PowerCut();
      }
    });
    await publish();
    jest.mocked(crashPoint).mockReset();
    Object.assign(host.pullRequests[0], { state: 'merged' });
    await git.commit(repository, { [FILE]: BEFORE });
    await waitForTurn();

    await publish();

    expect(await stateOf(targetId)).toMatchObject({
      target: 'reverted',
      revert: 'done',
    });
    expect(host.pullRequests).toHaveLength(1);
    await expect(
      knex('pull_requests').where({ target_id: targetId, generation: -1 }),
    ).resolves.toMatchObject([{ state: 'merged' }]);
  });

  it('leaves to a person what others changed in the same places, and pushes nothing', async () => {
    const { targetId, repository } = await insertMerged();
    await git.commit(repository, {
      [FILE]: AFTER.replace('user_id FROM', 'user_id, day FROM'),
    });

    await publish();

    expect(await stateOf(targetId)).toEqual({
      target: 'merged',
      revert: 'needsHuman',
      reason: `Undoing it would touch what others did since: ${FILE} was changed in the same places since; undo it by hand`,
    });
    expect(host.pullRequests).toEqual([]);
    await expect(
      git.head(repository, branchOf(targetId)),
    ).resolves.toBeUndefined();
  });

  it('reverts a target that people have undone by hand already', async () => {
    const { targetId, repository } = await insertMerged();
    await git.commit(repository, { [FILE]: BEFORE });

    await publish();

    expect(await stateOf(targetId)).toMatchObject({
      target: 'reverted',
      revert: 'done',
    });
    expect(host.pullRequests).toEqual([]);
  });

  it('never overwrites what a human pushed to its branch', async () => {
    const { targetId, repository } = await insertMerged();
    const human = await git.commit(
      repository,
      { 'a.sql': '' },
      branchOf(targetId),
    );

    await publish();

    expect((await stateOf(targetId)).revert).toBe('needsHuman');
    await expect(git.head(repository, branchOf(targetId))).resolves.toBe(human);
    expect(host.pullRequests).toEqual([]);
  });

  it('lets the change stay when people close the pull request, and takes another branch when it is asked for again', async () => {
    const { migrationId, targetId, repository } = await insertMerged();
    await publish();
    Object.assign(host.pullRequests[0], { state: 'closed' });

    await look();

    expect(await stateOf(targetId)).toEqual({
      target: 'merged',
      revert: 'closed',
      reason:
        'Pull request #1, which undoes the change, was closed; the change stays',
    });
    await askFor(migrationId, targetId);
    await publish();
    expect((await stateOf(targetId)).revert).toBe('open');
    expect(host.pullRequests).toHaveLength(2);
    await expect(
      git.head(repository, `${branchOf(targetId)}-2`),
    ).resolves.toBeDefined();
  });

  it('waits for a code host that is down', async () => {
    const { targetId } = await insertMerged();
    host.beforeCall = () => {
      throw new CodeHostUnavailableError('localhost:4400 answers 502');
    };
    await publish();
    expect(await stateOf(targetId)).toMatchObject({
      revert: 'waiting',
      reason: 'localhost:4400 answers 502',
    });
    host.beforeCall = () => {};
    await waitForTurn();

    await publish();

    expect((await stateOf(targetId)).revert).toBe('open');
  });

  it('asks reviewers for no more than they can bear, and nobody while the fleet is stopped', async () => {
    const first = await insertMerged();
    const second = await insertMerged();
    await knex('fleet').update({ stopped: true });
    await publish();
    expect(host.pullRequests).toEqual([]);
    await knex('fleet').update({ stopped: false });

    await publish({ perTeam: 1 });
    await publish({ perTeam: 1 });

    expect(host.pullRequests).toHaveLength(1);
    const states = [
      await stateOf(first.targetId),
      await stateOf(second.targetId),
    ];
    expect(states.map(({ revert }) => revert).sort()).toEqual([
      'open',
      'waiting',
    ]);
    expect(states.find(({ revert }) => revert === 'waiting')?.reason).toBe(
      'Waits for a reviewer: team finance has 1 open pull request',
    );
  });

  it.each(['waiting', 'open', 'needsHuman', 'done'] as const)(
    'is never moved again by those who look for new readers while its revert is %s',
    async state => {
      const { migrationId, targetId } = await insertMerged({
        state: 'completed',
      });
      const target = state === 'done' ? 'reverted' : 'merged';
      await knex<DbRevertRow>('reverts').update({ state });
      await knex<DbTargetRow>('targets').update({ state: target });
      const places = [{ repository: 'r', targetId, where: 'a.sql:1' }];

      await knex.transaction(tx => queueBackslid({ tx, migrationId, places }));

      expect((await stateOf(targetId)).target).toBe(target);
    },
  );

  it('is moved again by them when people closed the pull request that would have undone it', async () => {
    const { migrationId, targetId } = await insertMerged({
      state: 'completed',
    });
    await knex<DbRevertRow>('reverts').update({ state: 'closed' });
    const places = [{ repository: 'r', targetId, where: 'a.sql:1' }];

    await knex.transaction(tx => queueBackslid({ tx, migrationId, places }));

    expect((await stateOf(targetId)).target).toBe('queued');
  });
});
