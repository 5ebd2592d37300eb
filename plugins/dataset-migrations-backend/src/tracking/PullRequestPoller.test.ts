import { TestDatabases } from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import {
  CodeHostUnavailableError,
  type PullRequestAddress,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { randomUUID } from 'node:crypto';
import type { DbPullRequestRow } from '../database/tables';
import { nowPlus } from '../database/time';
import { InMemoryCodeHost } from '../tests/InMemoryCodeHost';
import { openOwnDatabase } from '../tests/openOwnDatabase';
import {
  createPollerBench,
  HOST,
  type PollerBench,
} from './__testUtils__/createPollerBench';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('PullRequestPoller, %s', id => {
  let bench: PollerBench;

  beforeEach(async () => {
    bench = createPollerBench(await openOwnDatabase(databases, id));
  });

  it('looks at each pull request from one replica only, and again after the interval', async () => {
    for (let index = 0; index < 5; index++) {
      await bench.insertPullRequest();
    }
    const looks = jest.spyOn(bench.codeHost, 'getPullRequest');
    const replicas = [
      bench.createPoller(),
      bench.createPoller(),
      bench.createPoller(),
    ];

    await Promise.all(replicas.map(bench.poll));
    await Promise.all(replicas.map(bench.poll));

    expect(looks).toHaveBeenCalledTimes(5);
    await expect(
      bench
        .knex('pull_requests')
        .where('look_at', '>', nowPlus(bench.knex, 50))
        .where('look_at', '<', nowPlus(bench.knex, 70))
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
      await bench.insertPullRequest();
      await bench.knex<DbPullRequestRow>('pull_requests').update({
        changed_at: nowPlus(bench.knex, -quietSeconds),
      });

      await bench.poll(bench.createPoller({ longestPollSeconds: 600 }));

      await expect(
        bench
          .knex('pull_requests')
          .where('look_at', '>', nowPlus(bench.knex, nextSeconds - 30))
          .where('look_at', '<', nowPlus(bench.knex, nextSeconds + 30))
          .pluck('id'),
      ).resolves.toHaveLength(1);
    },
  );

  it('asks for a hundred at once where the code host can do that, and records each', async () => {
    for (let index = 0; index < 3; index++) {
      await bench.insertPullRequest();
    }
    const { targetId, pullRequest } = await bench.insertPullRequest();
    const gone = await bench.insertPullRequest();
    Object.assign(pullRequest, { state: 'merged' });
    const alone = jest.spyOn(bench.codeHost, 'getPullRequest');
    const together = jest.fn(async (addresses: PullRequestAddress[]) =>
      Promise.all(
        addresses.map(address =>
          address.number === gone.pullRequest.number
            ? new NotFoundError('gone')
            : bench.codeHost.getPullRequest(address),
        ),
      ),
    );

    await bench.poll(
      bench.createPoller({
        codeHosts: [
          Object.assign(bench.codeHost, { getPullRequests: together }),
        ],
      }),
    );

    expect(together).toHaveBeenCalledTimes(1);
    expect(alone).toHaveBeenCalledTimes(4);
    expect((await bench.targetOf(targetId)).state).toBe('merged');
    expect((await bench.targetOf(gone.targetId)).state).toBe('prOpen');
  });

  it('goes on with other hosts when one is down, and leaves that one alone', async () => {
    const downHost = new InMemoryCodeHost({ host: 'down.example' });
    const down = [
      await bench.insertPullRequest({
        codeHost: downHost,
        host: 'down.example',
      }),
      await bench.insertPullRequest({
        codeHost: downHost,
        host: 'down.example',
      }),
    ];
    const up = await bench.insertPullRequest();
    Object.assign(up.pullRequest, { state: 'merged' });
    const asked = jest.fn(() => {
      throw new CodeHostUnavailableError('limited', { retryAfterSeconds: 900 });
    });
    downHost.beforeCall = asked;

    await bench.poll(
      bench.createPoller({ codeHosts: [downHost, bench.codeHost] }),
    );

    expect((await bench.targetOf(up.targetId)).state).toBe('merged');
    expect(asked).toHaveBeenCalledTimes(1);
    for (const { targetId } of down) {
      expect((await bench.targetOf(targetId)).state).toBe('prOpen');
    }
    await bench.makeDue();
    await bench.poll(
      bench.createPoller({ codeHosts: [downHost, bench.codeHost] }),
    );
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('does not let a host that hangs keep others waiting', async () => {
    const slowHost = new InMemoryCodeHost({ host: 'slow.example' });
    await bench.insertPullRequest({ codeHost: slowHost, host: 'slow.example' });
    let goOn = () => {};
    const mayGoOn = new Promise<void>(resolve => {
      goOn = resolve;
    });
    slowHost.beforeCall = () => mayGoOn;
    const poller = bench.createPoller({
      codeHosts: [slowHost, bench.codeHost],
    });
    await poller.tick();
    const { targetId, pullRequest } = await bench.insertPullRequest();
    await bench
      .knex('pull_requests')
      .where({ host: 'slow.example' })
      .update({ look_at: nowPlus(bench.knex, 60) });
    Object.assign(pullRequest, { state: 'merged' });

    const merged = new Promise<void>(resolve => {
      const push = bench.changed.push.bind(bench.changed);
      bench.changed.push = (...ids) => {
        resolve();
        return push(...ids);
      };
    });
    await poller.tick();
    await merged;

    expect((await bench.targetOf(targetId)).state).toBe('merged');
    goOn();
    await poller.drain();
  });

  it('asks a host from one run at a time, over all replicas, and again when that is over', async () => {
    await bench.insertPullRequest();
    let goOn = () => {};
    const mayGoOn = new Promise<void>(resolve => {
      goOn = resolve;
    });
    let atOnce = 0;
    let most = 0;
    bench.codeHost.beforeCall = async method => {
      if (method === 'getPullRequest') {
        most = Math.max(most, (atOnce += 1));
        await mayGoOn;
        atOnce -= 1;
      }
    };
    const looks = jest.spyOn(bench.codeHost, 'getPullRequest');
    const slow = bench.createPoller();
    const other = bench.createPoller();
    await slow.tick();
    const { targetId, pullRequest } = await bench.insertPullRequest();

    await Promise.all([slow.tick(), other.tick(), other.tick()]);
    expect(looks).toHaveBeenCalledTimes(1);
    Object.assign(pullRequest, { state: 'merged' });
    goOn();
    await slow.drain();
    await bench.poll(other);

    expect(most).toBe(1);
    expect((await bench.targetOf(targetId)).state).toBe('merged');
    await expect(bench.knex('look_runs')).resolves.toEqual([]);
  });

  it('gives looks back that another replica was faster to take a host for', async () => {
    for (let index = 0; index < 4; index++) {
      await bench.insertPullRequest();
    }
    const replicas = Array.from({ length: 4 }, () => bench.createPoller());
    let most = 0;
    let atOnce = 0;
    bench.codeHost.beforeCall = async () => {
      most = Math.max(most, (atOnce += 1));
      await new Promise(setImmediate);
      atOnce -= 1;
    };

    await Promise.all(replicas.map(bench.poll));
    await bench.poll();

    expect(most).toBe(1);
    await expect(
      bench
        .knex('pull_requests')
        .where('look_at', '<=', nowPlus(bench.knex, 0)),
    ).resolves.toEqual([]);
  });

  it('goes on with a host whose run was lost', async () => {
    const { targetId, pullRequest } = await bench.insertPullRequest();
    await bench.knex('look_runs').insert({
      host: HOST,
      run: randomUUID(),
      expires_at: nowPlus(bench.knex, 60),
    });
    Object.assign(pullRequest, { state: 'merged' });
    await bench.poll();
    expect((await bench.targetOf(targetId)).state).toBe('prOpen');
    await bench
      .knex('look_runs')
      .update({ expires_at: nowPlus(bench.knex, -1) });

    await bench.poll();

    expect((await bench.targetOf(targetId)).state).toBe('merged');
  });
});
