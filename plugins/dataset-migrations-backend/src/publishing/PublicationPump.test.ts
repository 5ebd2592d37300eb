import { TestDatabases } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import {
  CodeHostBudgetError,
  CodeHostUnavailableError,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { DbPullRequestRow } from '../database/tables';
import { createTestBudget } from '../tests/createTestBudget';
import { AFTER, PublishingBench } from './__testUtils__/PublishingBench';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('PublicationPump, %s', id => {
  let bench: PublishingBench;

  beforeEach(async () => {
    bench = await PublishingBench.open(databases, id);
  });

  afterEach(async () => {
    await bench.close();
  });

  it('opens a pull request with labels and reviewers, and records it', async () => {
    const { migrationId, targetId, name, baseSha } = await bench.insertTarget();

    await bench.publish();

    await expect(bench.targetOf(targetId)).resolves.toMatchObject({
      state: 'prOpen',
      state_reason: 'Pull request #1 is open',
      lease_owner: null,
      conditions: [],
    });
    const branch = bench.branchOf(targetId);
    const head = await bench.git.head(`acme/${name}`, branch);
    const row = await bench
      .knex<DbPullRequestRow>('pull_requests')
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
    expect(bench.host.pullRequests).toEqual([
      expect.objectContaining({
        title: 'Read core.user_activity instead of analytics.user_activity_v1',
        reviews: [{ reviewer: 'finance', state: 'requested' }],
      }),
    ]);
    expect(bench.host.labels.get(1)).toEqual(['skein', 'dataset-migration']);
    await expect(
      bench.git.show(`acme/${name}`, `${branch}:jobs/daily.sql`),
    ).resolves.toBe(AFTER.trimEnd());
    const commit = await bench.git.show(`acme/${name}`, branch);
    expect(commit).toContain(`Skein-Migration: ${migrationId}`);
    expect(commit).toContain(`Skein-Target: ${targetId}`);
    await expect(
      bench.git.show(`acme/${name}`, `${branch}^`),
    ).resolves.toContain(baseSha);
    expect(bench.changed).toEqual([migrationId]);
  });

  it('pushes nothing when its claim was taken over', async () => {
    const { targetId, name } = await bench.insertTarget();
    const late = await bench.createPump({ worker: 'late' });
    const [stale] = await late.queue.claim(1);
    await bench.waitForTurn();
    const quick = await bench.createPump({ worker: 'quick' });
    await quick.queue.claim(1);

    await expect(
      late.publisher.publish(
        stale,
        sha => late.queue.recordPush(stale, sha),
        new AbortController().signal,
      ),
    ).rejects.toThrow(/was taken over by another worker$/);

    await expect(
      bench.git.head(`acme/${name}`, bench.branchOf(targetId)),
    ).resolves.toBeUndefined();
    await expect(bench.knex('branch_pushes')).resolves.toEqual([]);
  });

  it('waits for a code host that is down, and says so', async () => {
    const { targetId } = await bench.insertTarget();
    bench.host.beforeCall = () => {
      throw new CodeHostUnavailableError('localhost:4400 answers 502');
    };

    await bench.publish();

    await expect(bench.targetOf(targetId)).resolves.toMatchObject({
      state: 'publishing',
      state_reason: 'localhost:4400 answers 502',
      failure_count: 1,
      lease_owner: null,
      conditions: ['retrying'],
    });
    await bench.publish();
    expect((await bench.targetOf(targetId)).failure_count).toBe(1);

    bench.host.beforeCall = () => {};
    await bench.waitForTurn();
    await bench.publish();
    await expect(bench.targetOf(targetId)).resolves.toMatchObject({
      state: 'prOpen',
      failure_count: 0,
      conditions: [],
    });
  });

  it('lets a host rest that asked for it, and publishes on no other branch of it meanwhile', async () => {
    const first = await bench.insertTarget({
      not_before: '2026-01-01 00:00:00.000',
    });
    const second = await bench.insertTarget();
    bench.host.beforeCall = () => {
      throw new CodeHostUnavailableError('limited', { retryAfterSeconds: 900 });
    };
    const { queue, publisher } = await bench.createPump();
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
    expect((await bench.targetOf(second.targetId)).state).toBe('publishing');
  });

  it('waits for the budget without calling it a failure, and says so once', async () => {
    const { targetId } = await bench.insertTarget();
    const left = jest
      .spyOn(bench.host, 'openPullRequest')
      .mockImplementation(() => {
        throw new CodeHostBudgetError('no more for this hour', {
          retryAfterSeconds: 600,
        });
      });

    await bench.publish();
    expect(await bench.targetOf(targetId)).toMatchObject({
      state: 'publishing',
      state_reason: 'no more for this hour',
      failure_count: 0,
      conditions: [],
    });
    await bench.publish();
    expect(left).toHaveBeenCalledTimes(1);
    await bench.waitForTurn();
    await bench.publish();
    await expect(
      bench.knex('events').where({
        target_id: targetId,
        kind: 'publicationPostponed',
      }),
    ).resolves.toHaveLength(1);
    left.mockRestore();
    await bench.waitForTurn();
    await bench.publish();

    expect((await bench.targetOf(targetId)).state).toBe('prOpen');
    expect(bench.host.pullRequests).toHaveLength(1);
  });

  it('begins nothing that the budget could not finish', async () => {
    const { targetId } = await bench.insertTarget();
    const budget = createTestBudget(bench.knex, { contentPerHour: 6 });
    for (let times = 0; times < 3; times++) {
      await budget.take({ host: 'localhost:4400', kind: 'content' });
    }
    const asked = jest.fn();
    bench.host.beforeCall = asked;
    const { pump } = await bench.createPump({ budget });

    await pump.tick();
    await pump.drain();
    expect(asked).not.toHaveBeenCalled();
    await bench.knex('code_host_budgets').delete();
    await pump.tick();
    await pump.drain();

    expect((await bench.targetOf(targetId)).state).toBe('prOpen');
  });

  it('begins no more at once than the budget can bear', async () => {
    for (let count = 0; count < 3; count += 1) {
      await bench.insertTarget();
    }
    const budget = createTestBudget(bench.knex, { contentPerHour: 30 });
    // a full bucket holds five, and each takes up to three
    await budget.take({ host: 'localhost:4400', kind: 'content' });

    const { queue } = await bench.createPump({ budget });

    for (let times = 0; times < 3; times += 1) {
      expect(await queue.claim(8)).toHaveLength(1);
    }
    expect(await queue.claim(8)).toEqual([]);
  });

  it('fails for good with the mend when the host refuses', async () => {
    const { targetId } = await bench.insertTarget();
    bench.host.archived = true;

    await bench.publish();

    await expect(bench.targetOf(targetId)).resolves.toMatchObject({
      state: 'failed',
      state_reason: expect.stringMatching(
        /^acme\/.* is archived and takes no pull requests; unarchive it/,
      ),
    });
  });

  it('lets a failing target not stop the others', async () => {
    const bad = await bench.insertTarget();
    const good = await bench.insertTarget();
    const get = bench.host.getRepository.bind(bench.host);
    jest
      .spyOn(bench.host, 'getRepository')
      .mockImplementation(async address => {
        if (address.name === bad.name) {
          throw new NotAllowedError('no token');
        }
        return get(address);
      });

    await bench.publish();

    expect((await bench.targetOf(bad.targetId)).state).toBe('failed');
    expect((await bench.targetOf(good.targetId)).state).toBe('prOpen');
  });

  it('fills a place that becomes free without waiting for the next tick', async () => {
    const targets = [
      await bench.insertTarget(),
      await bench.insertTarget(),
      await bench.insertTarget(),
      await bench.insertTarget(),
    ];

    await bench.publish();

    for (const { targetId } of targets) {
      expect((await bench.targetOf(targetId)).state).toBe('prOpen');
    }
  });

  it('gives back what it holds when the backend stops', async () => {
    const { targetId } = await bench.insertTarget();
    let arrived = () => {};
    const hasArrived = new Promise<void>(resolve => {
      arrived = resolve;
    });
    let goOn = () => {};
    const mayGoOn = new Promise<void>(resolve => {
      goOn = resolve;
    });
    bench.host.beforeCall = async () => {
      arrived();
      await mayGoOn;
    };
    const { pump } = await bench.createPump();
    await pump.tick();
    await hasArrived;

    const stopped = pump.stop();
    goOn();
    await stopped;

    await expect(bench.targetOf(targetId)).resolves.toMatchObject({
      state: 'publishing',
      lease_owner: null,
      failure_count: 0,
    });
    expect(bench.host.pullRequests).toEqual([]);
  });
});
