import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { CONTRACT_TEXT } from '../tests/acmeEstate';
import { openTestDatabase } from '../tests/openTestDatabase';
import type { TestDoorOptions } from './__testUtils__/createTestDoor';
import { openRunning } from './__testUtils__/openRunning';
import { openTestDoor } from './__testUtils__/openTestDoor';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('the REST API on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  const openDoor = (options: Partial<TestDoorOptions> = {}) =>
    openTestDoor({ knex, ...options });

  it('tells the fleet what runs', async () => {
    const { call } = await openRunning(knex, 'needsHuman');
    const { body } = await call('get', '/fleet', { person: 'admin' });
    expect(body).toMatchObject({
      migrations: [{ state: 'running', count: 1 }],
      targets: [
        { state: 'needsHuman', count: 1 },
        { state: 'queued', count: 1 },
      ],
      queuedTargets: 1,
      runningAttempts: [],
    });
  });

  it('says after each change which migration changed, once it is committed', async () => {
    const changes: string[] = [];
    const { plan } = await openDoor({ onChange: each => changes.push(each) });
    const id = await plan();
    expect(changes).toEqual([id, id]);
  });

  it('leaves one audit event for each change, also for one that fails', async () => {
    const { call, plan, auditor } = await openDoor();
    const id = await plan();
    await call('post', `/migrations/${id}/pause`).expect(409);
    await call('get', `/migrations/${id}`).expect(200);
    expect(
      auditor.createEvent.mock.calls.map(([{ eventId, meta }]) => [
        eventId,
        meta,
      ]),
    ).toEqual([
      ['migration-create', {}],
      ['migration-plan', { migrationId: id }],
      ['migration-pause', { migrationId: id }],
    ]);
  });

  it('hands a webhook on byte for byte, whoever sends it and whatever it says it is', async () => {
    const { call, webhooks } = await openDoor();
    await call('post', '/webhooks/github', { person: 'nobody' })
      .set('content-type', 'application/json')
      .set('x-hub-signature-256', 'sha256=1')
      .send('{ "spaced":   true }')
      .expect(202);
    await call('post', '/webhooks/other', { person: 'nobody' }).expect(404);
    expect(webhooks).toEqual([
      {
        hostId: 'github',
        headers: expect.objectContaining({ 'x-hub-signature-256': 'sha256=1' }),
        rawBody: Buffer.from('{ "spaced":   true }'),
      },
    ]);
  });

  it('pages through migrations, consumers, targets and events without losing or repeating one', async () => {
    const { call, id } = await openRunning(knex);
    const body = {
      contract: CONTRACT_TEXT.replaceAll(
        'user-activity-v1',
        'user-activity-v1',
      ),
    };
    await call('post', '/migrations', { body }).expect(409);
    for (const list of [
      '/migrations',
      `/migrations/${id}/consumers`,
      `/migrations/${id}/targets`,
      `/migrations/${id}/events`,
    ]) {
      const all = (await call('get', list)).body.items;
      const paged = [];
      let cursor: string | undefined;
      do {
        const page: {
          body: { items: object[]; pageInfo: { nextCursor?: string } };
        } = await call(
          'get',
          `${list}?limit=1${cursor ? `&cursor=${cursor}` : ''}`,
        );
        paged.push(...page.body.items);
        cursor = page.body.pageInfo.nextCursor;
      } while (cursor);
      expect(paged).toEqual(all);
    }
  });

  it('finds targets by state, by owner and by part of a name, in which wildcards mean themselves', async () => {
    const { call, id } = await openRunning(knex, 'needsHuman');
    const count = async (query: string) =>
      (await call('get', `/migrations/${id}/targets?${query}`)).body.totalItems;
    expect(await count('state=needsHuman')).toBe(1);
    expect(await count('state=needsHuman&state=queued')).toBe(2);
    expect(await count('ownerRef=group:default/finance')).toBe(1);
    expect(await count('text=MARKETING')).toBe(1);
    expect(await count('text=%25')).toBe(0);
    expect(await count('text=_')).toBe(0);
  });
});
