import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AuthenticationError } from '@backstage/errors';
import type { Knex } from 'knex';
import { CodeHosts } from '../codeHosts/CodeHosts';
import { bringLooksForward } from '../database/operations/pullRequests/bringLooksForward';
import { storePullRequest } from '../database/operations/pullRequests/storePullRequest';
import type {
  DbPullRequestRow,
  DbWebhookDeliveryRow,
} from '../database/tables';
import { databaseNow, nowPlus } from '../database/time';
import { InMemoryCodeHost } from '../tests/InMemoryCodeHost';
import { insertTestMigration } from '../tests/insertTestMigration';
import { WebhookIntake } from './WebhookIntake';
import { openOwnDatabase } from '../tests/openOwnDatabase';

jest.mock('../database/operations/pullRequests/bringLooksForward', () => {
  const { bringLooksForward: actual } = jest.requireActual(
    '../database/operations/pullRequests/bringLooksForward',
  );
  return { bringLooksForward: jest.fn(actual) };
});

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const HOST = 'localhost:4400';
const sha = 'a'.repeat(40);

describe.each(databases.eachSupportedId())('WebhookIntake, %s', id => {
  let knex: Knex;
  let codeHost: InMemoryCodeHost;
  const { bringLooksForward: actual } = jest.requireActual<{
    bringLooksForward: typeof bringLooksForward;
  }>('../database/operations/pullRequests/bringLooksForward');

  beforeEach(async () => {
    knex = await openOwnDatabase(databases, id);
    codeHost = new InMemoryCodeHost({ host: HOST });
    jest.mocked(bringLooksForward).mockReset().mockImplementation(actual);
  });

  const repository = { host: HOST, owner: 'acme', name: 'fraud' };

  /** A pull request whose look is far away. */
  async function insertPullRequest() {
    const { targetIds } = await insertTestMigration({
      knex,
      targets: [{ state: 'prOpen' }],
    });
    const opened = await codeHost.openPullRequest({
      repository,
      branch: 'skein/x',
      base: 'main',
      title: 'Move',
      body: '',
    });
    await knex.transaction(tx =>
      storePullRequest({
        tx,
        targetId: targetIds[0],
        generation: 1,
        repository,
        pullRequest: { ...opened, headSha: sha },
        pushedSha: sha,
      }),
    );
    await knex<DbPullRequestRow>('pull_requests').update({
      look_at: nowPlus(knex, 3_600),
    });
    return opened.number;
  }

  function createIntake() {
    const wake = jest.fn();
    const intake = WebhookIntake.create({
      knex,
      codeHosts: CodeHosts.create({ codeHosts: [codeHost] }),
      poller: { wake },
      logger: mockServices.logger.mock(),
    });
    const receive = async (delivery: object, hostId: string = 'memory') =>
      await intake.receive({
        hostId,
        headers: {},
        rawBody: Buffer.from(JSON.stringify(delivery)),
      });
    return { intake, receive, wake };
  }

  const dueLooks = () =>
    knex<DbPullRequestRow>('pull_requests')
      .where('look_at', '<=', databaseNow(knex))
      .pluck('id');
  const deliveries = () =>
    knex<DbWebhookDeliveryRow>('webhook_deliveries').orderBy('id');

  it.each(['pullRequest', 'commit'])(
    'has the pull request of its %s looked at soon',
    async key => {
      const number = await insertPullRequest();
      const { intake, receive, wake } = createIntake();

      await receive({
        deliveryId: '1',
        event: 'check_run',
        [key]: { repository, ...(key === 'commit' ? { sha } : { number }) },
      });
      await intake.drain();

      await expect(dueLooks()).resolves.toHaveLength(1);
      expect(wake).toHaveBeenCalledTimes(1);
    },
  );

  it('counts a delivery once, by whichever address it comes, however often at once', async () => {
    await insertPullRequest();
    const { intake, receive } = createIntake();
    const delivery = {
      deliveryId: '1',
      event: 'pull_request',
      pullRequest: { repository, number: 1 },
    };

    await Promise.all([
      receive(delivery),
      receive(delivery, HOST),
      receive(delivery),
    ]);
    await intake.drain();
    await receive(delivery);
    await intake.drain();

    expect(bringLooksForward).toHaveBeenCalledTimes(1);
    await expect(deliveries()).resolves.toHaveLength(1);
  });

  it('loses nothing when the process dies between its answer and the work', async () => {
    await insertPullRequest();
    const dying = createIntake();
    jest.spyOn(dying.intake, 'wake').mockImplementation(() => {});
    await dying.receive({
      deliveryId: '1',
      event: 'pull_request',
      pullRequest: { repository, number: 1 },
    });
    await expect(dueLooks()).resolves.toEqual([]);

    const other = createIntake();
    await other.intake.tick();

    await expect(dueLooks()).resolves.toHaveLength(1);
    expect(other.wake).toHaveBeenCalledTimes(1);
  });

  it('tries again what failed, not at once, and does not hold up the rest for it', async () => {
    await insertPullRequest();
    const { intake, receive } = createIntake();
    jest
      .mocked(bringLooksForward)
      .mockRejectedValueOnce(new Error('deadlock detected'));
    for (const deliveryId of ['1', '2']) {
      await receive({
        deliveryId,
        event: 'pull_request',
        pullRequest: { repository, number: 1 },
      });
      await intake.drain();
    }
    const [failed, rest] = await deliveries();
    expect(failed).toMatchObject({
      attempt_count: 1,
      due_at: expect.anything(),
    });
    expect(rest).toMatchObject({ attempt_count: 1, due_at: null });
    await intake.tick();
    expect(bringLooksForward).toHaveBeenCalledTimes(2);

    await knex<DbWebhookDeliveryRow>('webhook_deliveries')
      .whereNotNull('due_at')
      .update({ due_at: nowPlus(knex, -1) });
    await intake.tick();

    expect((await deliveries()).map(({ due_at }) => due_at)).toEqual([
      null,
      null,
    ]);
  });

  it('gives up what fails for ever, with the reason', async () => {
    await insertPullRequest();
    const { intake, receive } = createIntake();
    jest
      .mocked(bringLooksForward)
      .mockRejectedValue(new Error('no such thing'));
    await receive({
      deliveryId: '1',
      event: 'pull_request',
      pullRequest: { repository, number: 1 },
    });
    await intake.drain();
    for (let times = 0; times < 12; times++) {
      await knex<DbWebhookDeliveryRow>('webhook_deliveries')
        .whereNotNull('due_at')
        .update({ due_at: nowPlus(knex, -1) });
      await intake.tick();
    }

    await expect(deliveries()).resolves.toMatchObject([
      { attempt_count: 10, due_at: null, error: 'Error: no such thing' },
    ]);
  });

  it('works on each once when several replicas do at the same time', async () => {
    await insertPullRequest();
    const { intake, receive } = createIntake();
    jest.spyOn(intake, 'wake').mockImplementation(() => {});
    for (let index = 0; index < 120; index++) {
      await receive({
        deliveryId: String(index),
        event: 'pull_request',
        pullRequest: { repository, number: 1 },
      });
    }

    await Promise.all([1, 2, 3].map(() => createIntake().intake.tick()));

    expect(bringLooksForward).toHaveBeenCalledTimes(120);
    expect((await deliveries()).filter(({ due_at }) => due_at)).toEqual([]);
  });

  it('keeps what speaks of nothing, and works on nothing for it', async () => {
    const { intake, receive, wake } = createIntake();

    await receive({ deliveryId: '1', event: 'ping' });
    await intake.drain();

    expect(bringLooksForward).not.toHaveBeenCalled();
    expect(wake).not.toHaveBeenCalled();
    await expect(deliveries()).resolves.toHaveLength(1);
  });

  it('stores nothing that the code host does not vouch for, and counts it', async () => {
    jest
      .spyOn(codeHost, 'receiveWebhook')
      .mockRejectedValue(new AuthenticationError('The signature is wrong'));
    const { intake, receive } = createIntake();

    for (let times = 0; times < 3; times++) {
      await expect(receive({})).rejects.toThrow('The signature is wrong');
    }
    await expect(receive({}, 'gitlab')).rejects.toThrow(
      "There is no code host 'gitlab'",
    );
    await expect(knex('webhook_refusals')).resolves.toEqual([]);
    await intake.tick();
    await expect(receive({})).rejects.toThrow('The signature is wrong');
    await intake.tick();

    await expect(deliveries()).resolves.toEqual([]);
    const [refused, ...others] = await knex('webhook_refusals');
    expect({ ...refused, count: Number(refused.count) }).toMatchObject({
      host_id: 'memory',
      count: 4,
      last_reason: 'The signature is wrong',
    });
    expect(others).toEqual([]);
  });

  it('forgets what no host sends again any more', async () => {
    const { intake, receive } = createIntake();
    for (const deliveryId of ['old', 'new']) {
      await receive({ deliveryId, event: 'ping' });
    }
    await knex<DbWebhookDeliveryRow>('webhook_deliveries')
      .where({ delivery_id: 'old' })
      .update({ received_at: nowPlus(knex, -8 * 24 * 3600) });

    await intake.tick();

    await expect(deliveries()).resolves.toMatchObject([{ delivery_id: 'new' }]);
  });
});
