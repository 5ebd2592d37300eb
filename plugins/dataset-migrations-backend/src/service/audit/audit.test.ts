import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  ACT_KINDS,
  type Act,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbActRow } from '../../database/tables';
import { nowPlus } from '../../database/time';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const person = 'admin';
const LIMIT = { kind: 'weight', scope: 'owner', subject: '*' };

describe.each(databases.eachSupportedId())('acts, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  async function open() {
    const door = await openTestDoor({ knex });
    const list = async (query = ''): Promise<Act[]> =>
      (await door.call('get', `/audit${query}`, { person }).expect(200)).body
        .items;
    return { ...door, list };
  }

  it('say who asked for what, when, over which door, and that it was done', async () => {
    const { call, plan, list } = await open();
    const migrationId = await plan();
    const body = { ...LIMIT, value: 3 };
    await call('put', '/limits', { person, body }).expect(200);

    await expect(list()).resolves.toEqual([
      {
        id: expect.any(String),
        at: expect.any(String),
        endedAt: expect.any(String),
        actor: 'user:default/olga',
        act: 'limit-set',
        through: 'rest',
        outcome: 'done',
        asked: [
          { name: 'kind', value: 'weight' },
          { name: 'scope', value: 'owner' },
          { name: 'subject', value: '*' },
          { name: 'value', value: '3' },
        ],
      },
      expect.objectContaining({
        actor: 'user:default/ana',
        act: 'migration-plan',
        migrationId,
        migrationTitle: 'User activity v1 → v2',
        asked: [],
      }),
      // which migration it was is known only after it
      expect.objectContaining({
        act: 'migration-create',
        migrationId,
        asked: [],
      }),
    ]);
  });

  it('that were not allowed are told from those that were not possible, with the answer that was given', async () => {
    const { call, plan, list } = await open();
    const id = await plan();
    const body = { reason: 'Mine now' };
    await call('post', '/fleet/stop', { person: 'user', body }).expect(403);
    await call('post', `/migrations/${id}/pause`).expect(409);

    await expect(list('?outcome=denied&outcome=refused')).resolves.toEqual([
      expect.objectContaining({
        act: 'migration-pause',
        outcome: 'refused',
        problem: expect.stringContaining('planned'),
      }),
      expect.objectContaining({
        actor: 'user:default/uma',
        act: 'fleet-stop',
        outcome: 'denied',
        asked: [{ name: 'reason', value: 'Mine now' }],
        problem: "This needs the permission 'dataset-migrations.fleet.update'",
      }),
    ]);
  });

  it('on a target are found with its migration, and name its repository', async () => {
    const { call, plan, list } = await open();
    const migrationId = await plan();
    const { body } = await call('get', `/migrations/${migrationId}/targets`);
    const targetId = body.items[0].id;
    await call('post', `/targets/${targetId}/retry`).expect(409);

    await expect(
      list(`?migrationId=${migrationId}&act=target-retry`),
    ).resolves.toMatchObject([
      { targetId, migrationId, repository: body.items[0].repository },
    ]);
  });

  it('are found by part of who acted, by act, by outcome and by time', async () => {
    const { call, plan, list } = await open();
    await plan();
    await call('post', '/fleet/start', { person }).expect(200);
    await knex<DbActRow>('acts')
      .where({ act: 'migration-create' })
      .update({ at: nowPlus(knex, -7 * 86_400) });
    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    const actsOf = async (query: string) =>
      (await list(query)).map(({ act }) => act);

    await expect(actsOf('?actor=OLGA')).resolves.toEqual(['fleet-start']);
    await expect(actsOf('?actor=user:default%25')).resolves.toEqual([]);
    await expect(
      actsOf('?act=fleet-start&act=migration-plan'),
    ).resolves.toEqual(['fleet-start', 'migration-plan']);
    await expect(actsOf(`?until=${yesterday}`)).resolves.toEqual([
      'migration-create',
    ]);
    await expect(actsOf(`?since=${yesterday}&actor=ana`)).resolves.toEqual([
      'migration-plan',
    ]);
    await expect(actsOf('?outcome=failed')).resolves.toEqual([]);
  });

  it('are paged without losing or repeating one, with the number of all', async () => {
    const { call, list } = await open();
    for (let value = 1; value <= 5; value++) {
      const body = { ...LIMIT, value };
      await call('put', '/limits', { person, body }).expect(200);
    }
    const all = await list();
    const paged: Act[] = [];
    let cursor = '';
    do {
      const query = `?limit=2&act=limit-set${cursor}`;
      const { body } = await call('get', `/audit${query}`, { person });
      expect(body.totalItems).toBe(5);
      paged.push(...body.items);
      const { nextCursor } = body.pageInfo;
      cursor = nextCursor ? `&cursor=${nextCursor}` : '';
    } while (cursor);

    expect(all).toHaveLength(5);
    expect(paged).toEqual(all);
  });

  it('that are only tried are none', async () => {
    const { call, list } = await open();
    const body = { ...LIMIT, value: 3, dryRun: true };
    await call('put', '/limits', { person, body }).expect(200);

    await expect(list()).resolves.toEqual([]);
  });

  it('are written before they are done, so that one that is cut off is there without an end', async () => {
    const { actLog, list } = await open();
    const begun: string[] = [];

    await actLog.record(
      {
        eventId: 'fleet-start',
        credentials: mockCredentials.user(),
        through: 'rest',
        request: {},
      },
      async () => {
        const [{ outcome, endedAt }] = await list();
        begun.push(outcome, String(endedAt));
      },
    );

    expect(begun).toEqual(['begun', 'undefined']);
    await expect(list()).resolves.toMatchObject([{ outcome: 'done' }]);
  });

  it('that break are told without what broke, which is for the log', async () => {
    const { actLog, list } = await open();

    await expect(
      actLog.record(
        {
          eventId: 'fleet-start',
          credentials: mockCredentials.user(),
          through: 'rest',
          request: {},
        },
        async () => {
          throw new Error('connection to 10.0.0.7 refused');
        },
      ),
    ).rejects.toThrow('10.0.0.7');

    const [act] = await list();
    expect(act).toMatchObject({ outcome: 'failed' });
    expect(act.problem).toBeUndefined();
  });

  it('that were refused fill no database: of one actor 200 are kept of an hour, and what was done is always kept', async () => {
    const { call, list } = await open();
    await knex.batchInsert<DbActRow>(
      'acts',
      Array.from({ length: 199 }, () => ({
        at: nowPlus(knex, 0) as never,
        actor: 'user:default/olga',
        act: 'fleet-stop' as const,
        through: 'rest' as const,
        outcome: 'refused' as const,
        asked: '[]',
      })),
      50,
    );
    const wrong = { ...LIMIT, subject: 'a b c', value: 1 };
    for (let count = 0; count < 3; count++) {
      await call('put', '/limits', { person, body: wrong }).expect(400);
    }
    const right = { ...LIMIT, value: 1 };
    await call('put', '/limits', { person, body: right }).expect(200);
    await call('post', '/fleet/stop', {
      person: 'user',
      body: { reason: 'x' },
    }).expect(403);

    await expect(
      knex('acts').where({ outcome: 'refused' }),
    ).resolves.toHaveLength(200);
    expect((await list()).slice(0, 2)).toMatchObject([
      { outcome: 'denied' },
      { outcome: 'done' },
    ]);
  });

  it('of others are not to be seen by who may not see the fleet', async () => {
    const { call } = await open();
    const { status } = await call('get', '/audit');

    expect(status).toBe(403);
  });

  it('fit into their column', () => {
    expect(Math.max(...ACT_KINDS.map(kind => kind.length))).toBeLessThan(40);
  });
});
