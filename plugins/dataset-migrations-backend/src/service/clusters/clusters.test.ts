import { TestDatabases } from '@backstage/backend-test-utils';
import type { ClusterItem } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { shapeOf } from '../../clusters/shapeOf';
import type { DbAttemptRow, DbTargetRow } from '../../database/tables';
import { databaseNow } from '../../database/time';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const TEAM = 'group:default/finance';

const patchOf = (file: string, alias: string, rest = '') =>
  [
    `--- a/${file}`,
    `+++ b/${file}`,
    '@@ -1,1 +1,1 @@',
    `-select ${alias}.user_id${rest}`,
    `+select ${alias}.account_id${rest}`,
    '',
  ].join('\n');

describe.each(databases.eachSupportedId())('clusters over REST, %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
  });

  async function open(
    targets: Array<{
      patch: string;
      state?: 'prOpen' | 'merged';
      owner?: string;
    }>,
    denied?: string[],
  ) {
    const door = await openTestDoor({ knex, denied });
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: targets.map(({ state = 'prOpen', owner = TEAM }) => ({
        state,
        owner_ref: owner,
      })),
    });
    for (const [index, { patch }] of targets.entries()) {
      const attemptId = randomUUID();
      await knex<DbAttemptRow>('attempts').insert({
        id: attemptId,
        target_id: targetIds[index],
        number: 1,
        fence: 1,
        agent: 'rewriter',
        worker: 'w',
        state: 'succeeded',
        started_at: databaseNow(knex),
        contract_version: 1,
        patch,
        shape: shapeOf(patch),
        lines_added: patch.length,
        lines_removed: 0,
        findings: '[]',
        notes: '[]',
      });
      await knex<DbTargetRow>('targets')
        .where({ id: targetIds[index] })
        .update({ attempt_id: attemptId });
    }
    return { ...door, migrationId, targetIds };
  }

  it('shows patches of one shape as one, with what deviates, page by page', async () => {
    const { call, migrationId, targetIds } = await open([
      { patch: patchOf('a.sql', 'o', ' from b where c = 1 having d') },
      { patch: patchOf('b.sql', 'clicks') },
      { patch: patchOf('c.sql', 'x', ' from y where z = 1 having w') },
      { patch: patchOf('d.sql', 'x').replaceAll('user_id', 'signup_ts') },
      { patch: patchOf('e.sql', 'x'), state: 'merged' },
      { patch: patchOf('f.sql', 'x'), owner: 'group:default/risk' },
    ]);

    const list = await call('get', `/clusters?entityRef=${TEAM}`).expect(200);
    expect(list.body).toEqual({
      items: [
        {
          migrationId,
          migrationTitle: 'User activity v1 → v2',
          shape: shapeOf(patchOf('x.sql', 'x')),
          targetCount: 3,
        },
      ],
      totalItems: 1,
      pageInfo: {},
    });
    const path = `/migrations/${migrationId}/clusters/${list.body.items[0].shape}?entityRef=${TEAM}&limit=1`;
    const first = await call('get', path).expect(200);
    const second = await call(
      'get',
      `${path}&cursor=${first.body.pageInfo.nextCursor}`,
    ).expect(200);

    expect(first.body.exemplar.target.id).toBe(targetIds[0]);
    expect(first.body.totalItems).toBe(2);
    const others: ClusterItem[] = [...first.body.items, ...second.body.items];
    expect(
      others.map(({ target, lines }) => [target.id, lines.length]),
    ).toEqual([
      [targetIds[1], 2],
      [targetIds[2], 0],
    ]);
    const target = await call('get', `/targets/${targetIds[1]}`);
    expect(target.body.shape).toBe(list.body.items[0].shape);
    const alone = await call('get', `/targets/${targetIds[3]}`);
    expect(alone.body.shape).toBeUndefined();
  });

  it('shows nobody what they may not read', async () => {
    const { call, migrationId } = await open(
      [{ patch: patchOf('a.sql', 'o') }, { patch: patchOf('b.sql', 'o') }],
      ['dataset-migrations.target.read'],
    );

    const list = await call('get', `/clusters?entityRef=${TEAM}`).expect(200);

    expect(list.body.items).toEqual([]);
    const shape = shapeOf(patchOf('a.sql', 'o'));
    await call(
      'get',
      `/migrations/${migrationId}/clusters/${shape}?entityRef=${TEAM}`,
    ).expect(404);
  });
});
