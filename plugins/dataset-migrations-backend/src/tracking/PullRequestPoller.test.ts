import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  TargetCondition,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import {
  CodeHostUnavailableError,
  type ObservedPullRequest,
  type PullRequestAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { CodeHosts } from '../codeHosts/CodeHosts';
import { storePullRequest } from '../database/operations/pullRequests/storePullRequest';
import type {
  DbEventRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../database/tables';
import { nowPlus, toIso } from '../database/time';
import { InMemoryCodeHost } from '../tests/InMemoryCodeHost';
import { insertTestMigration } from '../tests/insertTestMigration';
import { createTestBudget } from '../tests/createTestBudget';
import { PullRequestPoller } from './PullRequestPoller';
import { openOwnDatabase } from '../tests/openOwnDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const pushedSha = 'a'.repeat(40);
const HOST = 'localhost:4400';

describe.each(databases.eachSupportedId())('PullRequestPoller, %s', id => {
  let knex: Knex;
  let codeHost: InMemoryCodeHost;
  let changed: string[];

  beforeEach(async () => {
    knex = await openOwnDatabase(databases, id);
    codeHost = new InMemoryCodeHost({ host: HOST });
    changed = [];
  });

  /** A target with an open pull request, whose look is due. */
  async function insertPullRequest(
    options: {
      host?: string;
      codeHost?: InMemoryCodeHost;
      target?: Partial<Omit<DbTargetRow, 'state'>> & { state?: TargetState };
      generation?: number;
    } = {},
  ) {
    const on = options.codeHost ?? codeHost;
    const host = options.host ?? HOST;
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: [{ state: 'prOpen', host, ...options.target }],
    });
    const [targetId] = targetIds;
    const repository = { host, owner: 'acme', name: `r-${targetId}` };
    const opened = await on.openPullRequest({
      repository,
      branch: `skein/${targetId}`,
      base: 'main',
      title: 'Move',
      body: '',
    });
    const pullRequest = on.pullRequests[opened.number - 1];
    pullRequest.headSha = pushedSha;
    pullRequest.reviews = [{ reviewer: 'ben', state: 'requested' }];
    await knex.transaction(tx =>
      storePullRequest({
        tx,
        targetId,
        generation: options.generation ?? 1,
        repository,
        pullRequest,
        pushedSha,
      }),
    );
    await makeDue();
    return { migrationId, targetId, pullRequest, repository };
  }

  async function makeDue() {
    await knex<DbPullRequestRow>('pull_requests').update({
      look_at: nowPlus(knex, -1),
    });
  }

  function createPoller(
    options: {
      codeHosts?: InMemoryCodeHost[];
      longestPollSeconds?: number;
    } = {},
  ) {
    return PullRequestPoller.create({
      budget: createTestBudget(knex),
      knex,
      codeHosts: CodeHosts.create({
        codeHosts: options.codeHosts ?? [codeHost],
      }),
      pollSeconds: 60,
      longestPollSeconds: options.longestPollSeconds,
      onChange: migrationId => changed.push(migrationId),
      random: () => 0.5,
      logger: mockServices.logger.mock(),
    });
  }

  async function poll(poller: PullRequestPoller = createPoller()) {
    await poller.tick();
    await poller.drain();
  }

  async function targetOf(targetId: string) {
    const row = await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .first();
    return {
      state: row!.state,
      reason: row!.state_reason,
      conditions: JSON.parse(row!.conditions) as TargetCondition[],
    };
  }

  async function rowOf(targetId: string) {
    const row = await knex<DbPullRequestRow>('pull_requests')
      .where({ target_id: targetId })
      .first();
    return row!;
  }

  it.each<[Partial<ObservedPullRequest>, TargetState, string]>([
    [
      { state: 'merged', mergedAt: '2026-11-22T10:00:00Z' },
      'merged',
      'Merged on 2026-11-22',
    ],
    [
      { state: 'closed', closedAt: '2026-11-22T10:00:00Z' },
      'closed',
      'Closed on 2026-11-22 without being merged',
    ],
  ])('moves the target when it sees %p', async (seen, state, reason) => {
    const { migrationId, targetId, pullRequest } = await insertPullRequest();
    Object.assign(pullRequest, seen);

    await poll();

    await expect(targetOf(targetId)).resolves.toEqual({
      state,
      reason,
      conditions: [],
    });
    const row = await rowOf(targetId);
    expect(row.state).toBe(state);
    expect(toIso((row.merged_at ?? row.closed_at)!)).toBe(
      '2026-11-22T10:00:00.000Z',
    );
    await expect(
      knex<DbEventRow>('events')
        .where({ target_id: targetId })
        .select('actor', 'kind', 'from_state', 'to_state'),
    ).resolves.toEqual([
      {
        actor: 'memory',
        kind: 'targetMoved',
        from_state: 'prOpen',
        to_state: state,
      },
    ]);
    expect(changed).toEqual([migrationId]);
  });

  it('shows failing checks and reviews, and takes them away again, each once in the history', async () => {
    const { targetId, pullRequest } = await insertPullRequest();
    pullRequest.checks = [{ name: 'lint', state: 'failed' }];
    pullRequest.reviews = [{ reviewer: 'ben', state: 'changesRequested' }];
    await poll();
    await makeDue();
    await poll();
    expect((await targetOf(targetId)).conditions).toEqual([
      'checksFailing',
      'changesRequested',
    ]);
    expect(JSON.parse((await rowOf(targetId)).checks)).toEqual([
      { name: 'lint', state: 'failed' },
    ]);

    pullRequest.checks = [{ name: 'lint', state: 'passed' }];
    pullRequest.reviews = [{ reviewer: 'ben', state: 'approved' }];
    await makeDue();
    await poll();

    await expect(targetOf(targetId)).resolves.toMatchObject({
      state: 'prOpen',
      conditions: [],
    });
    const events = await knex<DbEventRow>('events')
      .where({ target_id: targetId })
      .orderBy('id');
    expect(events.map(event => event.reason)).toEqual([
      'Checks fail, Changes requested',
      'Nothing stands in the way of a merge any more',
    ]);
  });

  it('opens the target again with its pull request', async () => {
    const { targetId, pullRequest } = await insertPullRequest();
    const now = new Date().toISOString();
    Object.assign(pullRequest, { state: 'closed', closedAt: now });
    await poll();
    Object.assign(pullRequest, { state: 'open', closedAt: undefined });
    await makeDue();

    await poll();

    expect((await targetOf(targetId)).state).toBe('prOpen');
  });

  it('lets a decision of people stand, and still records the pull request', async () => {
    const { targetId, pullRequest } = await insertPullRequest({
      target: { state: 'takenOver' },
    });
    Object.assign(pullRequest, { state: 'merged' });

    await poll();

    expect((await targetOf(targetId)).state).toBe('takenOver');
    expect((await rowOf(targetId)).state).toBe('merged');
  });

  it('does not take an earlier generation for the target', async () => {
    const { targetId, pullRequest } = await insertPullRequest({
      target: { generation: 2 },
      generation: 1,
    });
    Object.assign(pullRequest, { state: 'closed' });

    await poll();

    expect((await targetOf(targetId)).state).toBe('prOpen');
    expect((await rowOf(targetId)).state).toBe('closed');
  });

  it('looks at each pull request from one replica only, and again after the interval', async () => {
    for (let index = 0; index < 5; index++) {
      await insertPullRequest();
    }
    const looks = jest.spyOn(codeHost, 'getPullRequest');
    const replicas = [createPoller(), createPoller(), createPoller()];

    await Promise.all(replicas.map(poll));
    await Promise.all(replicas.map(poll));

    expect(looks).toHaveBeenCalledTimes(5);
    await expect(
      knex('pull_requests')
        .where('look_at', '>', nowPlus(knex, 50))
        .where('look_at', '<', nowPlus(knex, 70))
        .pluck('id'),
    ).resolves.toHaveLength(5);
  });

  it.each([
    ['has just changed', 0, 60],
    ['has been quiet for a while', 300, 300],
    ['has been quiet for long', 90_000, 600],
  ])(
    'looks again at what %s after as long, within bounds',
    async (_case, quietSeconds, nextSeconds) => {
      await insertPullRequest();
      await knex<DbPullRequestRow>('pull_requests').update({
        changed_at: nowPlus(knex, -quietSeconds),
      });

      await poll(createPoller({ longestPollSeconds: 600 }));

      await expect(
        knex('pull_requests')
          .where('look_at', '>', nowPlus(knex, nextSeconds - 30))
          .where('look_at', '<', nowPlus(knex, nextSeconds + 30))
          .pluck('id'),
      ).resolves.toHaveLength(1);
    },
  );

  it('takes what it sees anew for a change, and what it sees again for none', async () => {
    const { targetId, pullRequest } = await insertPullRequest();
    await knex('pull_requests').update({ changed_at: nowPlus(knex, -900) });
    const secondsQuiet = async () =>
      Date.now() / 1000 -
      Date.parse(toIso((await rowOf(targetId)).changed_at!)) / 1000;

    await poll();
    expect(await secondsQuiet()).toBeGreaterThan(800);
    pullRequest.title = 'Another title';
    await makeDue();
    await poll();

    expect(await secondsQuiet()).toBeLessThan(400);
  });

  it('asks for a hundred at once where the code host can do that, and records each', async () => {
    for (let index = 0; index < 3; index++) {
      await insertPullRequest();
    }
    const { targetId, pullRequest } = await insertPullRequest();
    const gone = await insertPullRequest();
    Object.assign(pullRequest, { state: 'merged' });
    const alone = jest.spyOn(codeHost, 'getPullRequest');
    const together = jest.fn(async (addresses: PullRequestAddress[]) =>
      Promise.all(
        addresses.map(address =>
          address.number === gone.pullRequest.number
            ? new NotFoundError('gone')
            : codeHost.getPullRequest(address),
        ),
      ),
    );

    await poll(
      createPoller({
        codeHosts: [Object.assign(codeHost, { getPullRequests: together })],
      }),
    );

    expect(together).toHaveBeenCalledTimes(1);
    expect(alone).toHaveBeenCalledTimes(4);
    expect((await targetOf(targetId)).state).toBe('merged');
    expect((await targetOf(gone.targetId)).state).toBe('prOpen');
  });

  it('goes on with other hosts when one is down, and leaves that one alone', async () => {
    const downHost = new InMemoryCodeHost({ host: 'down.example' });
    const down = [
      await insertPullRequest({ codeHost: downHost, host: 'down.example' }),
      await insertPullRequest({ codeHost: downHost, host: 'down.example' }),
    ];
    const up = await insertPullRequest();
    Object.assign(up.pullRequest, { state: 'merged' });
    const asked = jest.fn(() => {
      throw new CodeHostUnavailableError('limited', { retryAfterSeconds: 900 });
    });
    downHost.beforeCall = asked;

    await poll(createPoller({ codeHosts: [downHost, codeHost] }));

    expect((await targetOf(up.targetId)).state).toBe('merged');
    expect(asked).toHaveBeenCalledTimes(1);
    for (const { targetId } of down) {
      expect((await targetOf(targetId)).state).toBe('prOpen');
    }
    await makeDue();
    await poll(createPoller({ codeHosts: [downHost, codeHost] }));
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('does not let a host that hangs keep others waiting', async () => {
    const slowHost = new InMemoryCodeHost({ host: 'slow.example' });
    await insertPullRequest({ codeHost: slowHost, host: 'slow.example' });
    let goOn = () => {};
    const mayGoOn = new Promise<void>(resolve => {
      goOn = resolve;
    });
    slowHost.beforeCall = () => mayGoOn;
    const poller = createPoller({ codeHosts: [slowHost, codeHost] });
    await poller.tick();
    const { targetId, pullRequest } = await insertPullRequest();
    await knex('pull_requests')
      .where({ host: 'slow.example' })
      .update({ look_at: nowPlus(knex, 60) });
    Object.assign(pullRequest, { state: 'merged' });

    const merged = new Promise<void>(resolve => {
      const push = changed.push.bind(changed);
      changed.push = (...ids) => {
        resolve();
        return push(...ids);
      };
    });
    await poller.tick();
    await merged;

    expect((await targetOf(targetId)).state).toBe('merged');
    goOn();
    await poller.drain();
  });

  it('asks a host from one run at a time, over all replicas, and again when that is over', async () => {
    await insertPullRequest();
    let goOn = () => {};
    const mayGoOn = new Promise<void>(resolve => {
      goOn = resolve;
    });
    let atOnce = 0;
    let most = 0;
    codeHost.beforeCall = async method => {
      if (method === 'getPullRequest') {
        most = Math.max(most, (atOnce += 1));
        await mayGoOn;
        atOnce -= 1;
      }
    };
    const looks = jest.spyOn(codeHost, 'getPullRequest');
    const slow = createPoller();
    const other = createPoller();
    await slow.tick();
    const { targetId, pullRequest } = await insertPullRequest();

    await Promise.all([slow.tick(), other.tick(), other.tick()]);
    expect(looks).toHaveBeenCalledTimes(1);
    Object.assign(pullRequest, { state: 'merged' });
    goOn();
    await slow.drain();
    await poll(other);

    expect(most).toBe(1);
    expect((await targetOf(targetId)).state).toBe('merged');
    await expect(knex('look_runs')).resolves.toEqual([]);
  });

  it('gives looks back that another replica was faster to take a host for', async () => {
    for (let index = 0; index < 4; index++) {
      await insertPullRequest();
    }
    const replicas = Array.from({ length: 4 }, () => createPoller());
    let most = 0;
    let atOnce = 0;
    codeHost.beforeCall = async () => {
      most = Math.max(most, (atOnce += 1));
      await new Promise(setImmediate);
      atOnce -= 1;
    };

    await Promise.all(replicas.map(poll));
    await poll();

    expect(most).toBe(1);
    await expect(
      knex('pull_requests').where('look_at', '<=', nowPlus(knex, 0)),
    ).resolves.toEqual([]);
  });

  it('goes on with a host whose run was lost', async () => {
    const { targetId, pullRequest } = await insertPullRequest();
    await knex('look_runs').insert({
      host: HOST,
      run: randomUUID(),
      expires_at: nowPlus(knex, 60),
    });
    Object.assign(pullRequest, { state: 'merged' });
    await poll();
    expect((await targetOf(targetId)).state).toBe('prOpen');
    await knex('look_runs').update({ expires_at: nowPlus(knex, -1) });

    await poll();

    expect((await targetOf(targetId)).state).toBe('merged');
  });

  it('drops what was seen before something that is on record', async () => {
    const { targetId, pullRequest } = await insertPullRequest();
    let goOn = () => {};
    const mayGoOn = new Promise<void>(resolve => {
      goOn = resolve;
    });
    const early = { ...pullRequest, title: 'Early' };
    const get = jest
      .spyOn(codeHost, 'getPullRequest')
      .mockImplementationOnce(async () => {
        await mayGoOn;
        return early;
      });
    const slow = createPoller();
    await slow.tick();
    pullRequest.title = 'Late';
    await makeDue();
    // the slow one could not renew its run, so that another takes the host over
    await knex('look_runs').update({ expires_at: nowPlus(knex, -1) });
    await poll();

    goOn();
    await slow.drain();

    expect(get).toHaveBeenCalledTimes(2);
    expect((await rowOf(targetId)).title).toBe('Late');
  });
});
