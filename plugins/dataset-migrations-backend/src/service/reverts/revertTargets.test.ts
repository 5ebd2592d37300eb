import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type {
  DbEventRow,
  DbRevertRow,
  DbTargetRow,
} from '../../database/tables';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const REASON = 'The new numbers are wrong';

describe.each(databases.eachSupportedId())('reverting over REST, %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
  });

  /** A migration with targets in these states, which are in the wave of that number. */
  async function open(
    states: ReadonlyArray<
      [state: 'merged' | 'prOpen' | 'reverted', wave: number]
    >,
  ) {
    const door = await openTestDoor({ knex });
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: states.map(([state, wave]) => ({ state, wave })),
    });
    await knex('waves').insert(
      [1, 2].map(number => ({
        migration_id: migrationId,
        number,
        title: number === 1 ? 'Canary' : 'The rest',
        state: 'open',
        state_since: knex.fn.now(),
        gate: '{}',
      })),
    );
    const revert = (body: object, path = migrationId) =>
      door.call('post', `/migrations/${path}/revert`, { body });
    return { ...door, migrationId, targetIds, revert };
  }

  const listReverts = () =>
    knex<DbRevertRow>('reverts').orderBy(['target_id', 'number']);

  it('shows who is hit, and begins nothing', async () => {
    const { revert, targetIds } = await open([
      ['merged', 1],
      ['prOpen', 1],
    ]);

    const { body } = await revert({
      all: true,
      reason: REASON,
      dryRun: true,
    }).expect(200);

    expect(body).toEqual({
      total: 1,
      requested: 0,
      underWay: 0,
      dryRun: true,
      targets: [
        {
          id: targetIds[0],
          repository: 'localhost:4400/acme/repository-1',
          ownerRef: 'group:default/finance',
        },
      ],
    });
    await expect(listReverts()).resolves.toEqual([]);
    await expect(knex('events')).resolves.toEqual([]);
  });

  it('asks for each merged target of a wave once, whoever asks again', async () => {
    const { revert, targetIds, migrationId } = await open([
      ['merged', 1],
      ['merged', 2],
      ['reverted', 1],
    ]);
    const request = { wave: 1, reason: REASON };

    const first = await revert(request).expect(200);
    const second = await revert(request).expect(200);

    expect(first.body).toMatchObject({ total: 1, requested: 1, underWay: 0 });
    expect(second.body).toMatchObject({ total: 0, requested: 0, underWay: 1 });
    await expect(listReverts()).resolves.toMatchObject([
      {
        target_id: targetIds[0],
        number: 1,
        generation: 1,
        state: 'waiting',
        reason: REASON,
        requested_by: 'user:default/ana',
      },
    ]);
    const events = await knex<DbEventRow>('events').orderBy('id');
    expect(events).toMatchObject([
      { target_id: targetIds[0], kind: 'revertRequested', reason: REASON },
      {
        target_id: null,
        migration_id: migrationId,
        kind: 'revertRequested',
        reason: `Canary (wave 1), 1 target: ${REASON}`,
      },
    ]);
  });

  it('shows the revert at its target', async () => {
    const { revert, call, targetIds } = await open([['merged', 1]]);
    await revert({ targetIds, reason: REASON }).expect(200);

    const { body } = await call('get', `/targets/${targetIds[0]}`).expect(200);

    expect(body).toMatchObject({
      state: 'merged',
      nextStep: 'A pull request that undoes it is opened.',
      revert: {
        state: 'waiting',
        reason: REASON,
        requestedBy: 'user:default/ana',
      },
    });
    await knex<DbTargetRow>('targets').update({ generation: 2 });
    const later = await call('get', `/targets/${targetIds[0]}`).expect(200);
    expect(later.body.revert).toBeUndefined();
  });

  it('works when the migration is over, but not before its start', async () => {
    const { revert } = await open([['merged', 1]]);
    await knex('migrations').update({ state: 'planned' });
    const { body } = await revert({ all: true, reason: REASON }).expect(409);
    expect(body.error.message).toMatch(/is planned and cannot be reverted/);

    await knex('migrations').update({ state: 'cancelled' });
    await revert({ all: true, reason: REASON }).expect(200);

    await expect(listReverts()).resolves.toHaveLength(1);
  });

  it.each([
    [{ reason: REASON }, /0 of wave, targetIds and all: true are given/],
    [{ reason: REASON, wave: 1, all: true }, /2 of wave, targetIds and all/],
    [{ reason: ' ', all: true }, /body\.reason: "" says nothing/],
    [{ all: true }, /reason/],
  ])('refuses %j', async (request, message) => {
    const { revert } = await open([['merged', 1]]);

    const { body } = await revert(request).expect(400);

    expect(body.error.message).toMatch(message);
    await expect(listReverts()).resolves.toEqual([]);
  });

  it('names each target that cannot be reverted', async () => {
    const { revert, targetIds } = await open([
      ['merged', 1],
      ['prOpen', 1],
    ]);
    const stranger = randomUUID();

    const { body } = await revert({
      targetIds: [...targetIds, stranger],
      reason: REASON,
    }).expect(400);

    expect(body.error.message).toBe(
      `body.targetIds[1]: '${targetIds[1]}' is prOpen; body.targetIds[2]: '${stranger}' is no target of this migration; only what is merged can be reverted, so leave them out`,
    );
    await expect(listReverts()).resolves.toEqual([]);
  });

  it('leaves an audit event, of its own kind when it only looks', async () => {
    const { revert, auditor } = await open([['merged', 1]]);

    await revert({ all: true, reason: REASON, dryRun: true }).expect(200);
    await revert({ all: true, reason: REASON }).expect(200);

    expect(
      auditor.createEvent.mock.calls.map(([{ eventId }]) => eventId),
    ).toEqual(['migration-revert-check', 'migration-revert']);
  });
});
