import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { addRefusals } from '../database/operations/webhooks/addRefusals';
import { openTestDoor } from './__testUtils__/openTestDoor';
import { openTestDatabase } from '../tests/openTestDatabase';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const person = 'admin';

describe.each(databases.eachSupportedId())('the fleet, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  it('is stopped with a reason and started again, once each, and says who did it', async () => {
    const { call, auditor } = await openTestDoor({ knex });
    await call('post', '/fleet/stop', { person, body: {} }).expect(400);
    const body = { reason: 'A bad release' };
    const stopped = await call('post', '/fleet/stop', { person, body });
    await call('post', '/fleet/stop', {
      person,
      body: { reason: 'Again' },
    }).expect(200);

    expect(stopped.body).toMatchObject({
      stopped: true,
      switched: { by: 'user:default/olga', reason: 'A bad release' },
      replicas: [],
      agents: ['rewriter', 'coding'],
    });
    expect(await knex('fleet').first()).toMatchObject({
      epoch: 1,
      reason: 'A bad release',
    });
    const started = await call('post', '/fleet/start', { person });
    expect(started.body).toMatchObject({ stopped: false });
    expect(
      auditor.createEvent.mock.calls.map(([{ eventId }]) => eventId),
    ).toEqual(['fleet-stop', 'fleet-stop', 'fleet-start']);
  });

  it('shows which webhooks were refused, and why the last one was', async () => {
    const { call } = await openTestDoor({ knex });
    for (const reason of ['No signature', 'The signature is wrong']) {
      await addRefusals({ knex, hostId: 'github', count: 3, reason });
    }

    const { body } = await call('get', '/fleet', { person }).expect(200);

    expect(body.refusedWebhooks).toEqual([
      {
        codeHostId: 'github',
        count: 6,
        lastAt: expect.any(String),
        lastReason: 'The signature is wrong',
      },
    ]);
  });

  it('keeps limits until they are taken away', async () => {
    const { call, auditor } = await openTestDoor({ knex });
    const put = (body: object) => call('put', '/limits', { person, body });
    await put({ kind: 'runningAttempts', scope: 'global', value: 10 });
    await put({ kind: 'runningAttempts', scope: 'global', value: 12 });
    await put({ kind: 'weight', scope: 'owner', subject: 'group:A', value: 3 });
    await put({
      kind: 'weight',
      scope: 'owner',
      subject: 'group:default/a',
      value: null,
    });
    await put({
      kind: 'openPullRequests',
      scope: 'repository',
      subject: 'github.com/acme/pricing',
      value: 2,
    });
    const { body } = await put({
      kind: 'runningAttempts',
      scope: 'team',
      subject: '*',
      value: 0,
    }).expect(200);

    expect(body.items).toMatchObject([
      { kind: 'openPullRequests', subject: 'github.com/acme/pricing' },
      { kind: 'runningAttempts', scope: 'global', value: 12 },
      { scope: 'team', subject: '*', value: 0, setBy: 'user:default/olga' },
    ]);
    expect(body.defaults).toMatchObject({ team: 50 });
    expect((await call('get', '/limits', { person })).body).toEqual(body);
    expect(auditor.createEvent.mock.calls[0][0].eventId).toBe('limit-set');
  });

  it.each([
    [{ scope: 'team', value: 1 }, /subject: missing; say which team/],
    [
      { scope: 'team', subject: 'a b c', value: 1 },
      /subject: 'a b c' is no entity reference/,
    ],
    [
      { scope: 'migration', subject: 'x', value: 1 },
      /subject: 'x' is no migration/,
    ],
    [
      { scope: 'global', subject: 'x', value: 1 },
      /subject: 'x' has no meaning with the scope global/,
    ],
    [
      { kind: 'weight', scope: 'host', subject: 'h', value: 1 },
      /scope: 'host' has no weight/,
    ],
    [
      { kind: 'openPullRequests', scope: 'host', subject: 'h', value: 1 },
      /scope: 'host' has no openPullRequests; give one of team, repository, migration/,
    ],
    [
      {
        kind: 'openPullRequests',
        scope: 'repository',
        subject: 'acme/pricing',
        value: 1,
      },
      /subject: 'acme\/pricing' is no repository; give host\/owner\/name/,
    ],
    [
      { kind: 'weight', scope: 'owner', subject: '*', value: 0 },
      /value: 0 is no weight/,
    ],
    [{ scope: 'global', value: -1 }, /value/],
  ])('refuses %j', async (limit, message) => {
    const { call } = await openTestDoor({ knex });
    const body = { kind: 'runningAttempts', ...limit };
    const refused = await call('put', '/limits', { person, body }).expect(400);

    expect(refused.body.error.message).toMatch(message);
  });
});
