import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type {
  DbApprovalRow,
  DbEventRow,
  DbMigrationRow,
} from '../../database/tables';
import { CONTRACT_TEXT } from '../../tests/acmeEstate';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';
import type { ApprovalPolicy } from './ApprovalPolicy';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('a second person, %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
  });

  /** A plan with two targets, where one person alone may begin so many. */
  async function openPlan(aboveTargets?: number) {
    const changes: string[] = [];
    const approval: ApprovalPolicy = { aboveTargets };
    const door = await openTestDoor({
      knex,
      approval,
      onChange: changed => changes.push(changed),
    });
    const migrationId = await door.plan();
    const act = (
      name: string,
      person: Parameters<typeof door.call>[2] = {},
      path = migrationId,
    ) => door.call('post', `/migrations/${path}/${name}`, person);
    const listApprovals = async (
      person: 'admin' | 'datasetOwner' | 'user' | 'service' = 'admin',
    ) => (await door.call('get', '/approvals', { person }).expect(200)).body;
    const decide = (
      approvalId: string,
      decision: 'approve' | 'withdraw',
      person: 'admin' | 'datasetOwner' | 'user' | 'service' = 'admin',
    ) =>
      door.call('post', `/approvals/${approvalId}/decision`, {
        person,
        body: { decision },
      });
    /** Has the owner ask, and gives the id of what waits. */
    const ask = async () => {
      await act('start').expect(409);
      return String((await listApprovals()).items[0].id);
    };
    return {
      ...door,
      approval,
      changes,
      migrationId,
      act,
      ask,
      decide,
      listApprovals,
    };
  }

  const stateOf = async (migrationId: string) =>
    (
      await knex<DbMigrationRow>('migrations')
        .where({ id: migrationId })
        .first('state')
    )?.state;

  it.each([undefined, 2])(
    'is not asked for two targets where the bound is %s',
    async aboveTargets => {
      const { act, call, migrationId } = await openPlan(aboveTargets);

      await act('start').expect(200);

      const { body } = await call('get', `/migrations/${migrationId}`);
      expect(body).toMatchObject({ state: 'running' });
      expect(body.secondPerson).toBeUndefined();
    },
  );

  it('is asked for once by a start that is refused, and told who has to do what', async () => {
    const { act, changes, listApprovals, migrationId } = await openPlan(1);
    changes.length = 0;

    const { body } = await act('start').expect(409);
    await act('start', { person: 'admin' }).expect(409);

    const planHash = (await knex<DbMigrationRow>('migrations').first())!
      .plan_hash;
    expect(body.error.message).toBe(
      `approval: the start of 2 targets of 'User activity v1 → v2' waits for a second person, since one alone may begin 1 (datasetMigrations.approval.aboveTargets); 'user:default/ana' has asked for it: have somebody else who may start it approve plan '${planHash}' of contract version 1, then send this again`,
    );
    await expect(stateOf(migrationId)).resolves.toBe('planned');
    expect(changes).toContain(migrationId);
    await expect(listApprovals()).resolves.toMatchObject({
      totalItems: 1,
      items: [
        {
          migrationId,
          migrationTitle: 'User activity v1 → v2',
          act: 'start',
          targetCount: 2,
          contractVersion: 1,
          planHash,
          state: 'waiting',
          requestedBy: 'user:default/ana',
          allowed: ['approve', 'withdraw'],
        },
      ],
    });
    await expect(
      knex<DbEventRow>('events').where({ kind: 'approvalRequested' }),
    ).resolves.toMatchObject([
      {
        actor: 'user:default/ana',
        reason: 'The start of 2 targets waits for a second person',
      },
    ]);
  });

  it('lets it start by approving, whoever starts it then', async () => {
    const { act, ask, auditor, call, decide, migrationId } = await openPlan(1);
    const approvalId = await ask();

    const { body } = await decide(approvalId, 'approve').expect(200);
    await decide(approvalId, 'approve').expect(200);

    expect(body).toMatchObject({
      state: 'approved',
      decidedBy: 'user:default/olga',
      allowed: ['withdraw'],
    });
    await expect(stateOf(migrationId)).resolves.toBe('planned');
    await act('start').expect(200);
    const { body: migration } = await call('get', `/migrations/${migrationId}`);
    expect(migration).toMatchObject({
      state: 'running',
      secondPerson: {
        aboveTargets: 1,
        isNeeded: false,
        approvals: [{ state: 'approved' }],
      },
    });
    await expect(
      knex<DbEventRow>('events').where({ kind: 'approvalGiven' }),
    ).resolves.toMatchObject([{ actor: 'user:default/olga' }]);
    expect(
      auditor.createEvent.mock.calls.map(([{ eventId }]) => eventId),
    ).toEqual(expect.arrayContaining(['approval-approve', 'migration-start']));
  });

  it('is never the one who asked, nor a program, nor somebody who may not start it', async () => {
    const { act, ask, decide, listApprovals } = await openPlan(1);
    const approvalId = await ask();

    const own = await decide(approvalId, 'approve', 'datasetOwner').expect(403);
    const program = await decide(approvalId, 'approve', 'service').expect(403);
    const stranger = await decide(approvalId, 'approve', 'user').expect(403);

    expect(own.body.error.message).toMatch(
      /you have asked for it yourself, as 'user:default\/ana'; have somebody else/,
    );
    expect(program.body.error.message).toMatch(/a program cannot approve/);
    expect(stranger.body.error.message).toMatch(
      /needs the permission 'dataset-migrations.migration.update'/,
    );
    const allowedFor = async (person: 'datasetOwner' | 'service' | 'user') =>
      (await listApprovals(person)).items[0].allowed;
    await expect(allowedFor('datasetOwner')).resolves.toEqual(['withdraw']);
    await expect(allowedFor('service')).resolves.toEqual(['withdraw']);
    await expect(allowedFor('user')).resolves.toEqual([]);
    await act('start').expect(409);
  });

  it('is asked by a program, and answers as a person', async () => {
    const { act, decide, listApprovals } = await openPlan(1);
    await act('start', { person: 'service' }).expect(409);
    const [{ id: approvalId, requestedBy }] = (await listApprovals()).items;
    expect(requestedBy).toBe('plugin:scaffolder');

    await decide(approvalId, 'approve', 'datasetOwner').expect(200);

    await act('start', { person: 'service' }).expect(200);
  });

  it.each(['waiting', 'approved'])(
    'has said nothing when what is %s is withdrawn',
    async state => {
      const { act, ask, decide, listApprovals } = await openPlan(1);
      const approvalId = await ask();
      if (state === 'approved') {
        await decide(approvalId, 'approve').expect(200);
      }

      await decide(approvalId, 'withdraw', 'datasetOwner').expect(200);

      await expect(listApprovals()).resolves.toEqual({
        items: [],
        totalItems: 0,
      });
      const { body } = await decide(approvalId, 'approve').expect(409);
      expect(body.error.message).toMatch(/the approval is withdrawn/);
      await act('start').expect(409);
    },
  );

  it.each<[string, Partial<DbMigrationRow>]>([
    ['plan', { plan_hash: 'another' }],
    ['contract', { contract_version: 2 }],
  ])('has to look again after another %s', async (_what, changed) => {
    const { act, ask, decide, listApprovals } = await openPlan(1);
    const approvalId = await ask();
    await decide(approvalId, 'approve').expect(200);

    await knex<DbMigrationRow>('migrations').update(changed);

    await act('start').expect(409);
    const { body } = await decide(approvalId, 'withdraw').expect(200);
    expect(body.state).toBe('withdrawn');
    const { items } = await listApprovals();
    expect(items).toMatchObject([{ state: 'waiting' }]);
    await knex<DbMigrationRow>('migrations').update({ plan_hash: 'third' });
    const late = await decide(items[0].id, 'approve').expect(409);
    expect(late.body.error.message).toMatch(
      /is for plan '.*' of contract version \d, which is not the plan/,
    );
    await expect(listApprovals()).resolves.toMatchObject({ items: [] });
  });

  it('has to look again after a real change of the contract', async () => {
    const { act, ask, call, decide, migrationId } = await openPlan(1);
    await decide(await ask(), 'approve').expect(200);

    await call('patch', `/migrations/${migrationId}`, {
      body: { contract: CONTRACT_TEXT },
    }).expect(200);
    await act('plan').expect(200);

    const { body } = await act('start').expect(409);
    expect(body.error.message).toMatch(/of contract version 2/);
  });

  it('is waited for no more when it starts since one person is enough by now', async () => {
    const { act, approval, ask, listApprovals } = await openPlan(1);
    await ask();
    approval.aboveTargets = 2;

    await act('start').expect(200);

    await expect(listApprovals()).resolves.toMatchObject({ totalItems: 0 });
  });

  it('is shown by a dry run, which asks nobody', async () => {
    const { act, listApprovals } = await openPlan(1);

    const { body } = await act('start', { body: { dryRun: true } }).expect(200);

    expect(body).toMatchObject({
      state: 'running',
      secondPerson: { isNeeded: true, approvals: [] },
    });
    await expect(listApprovals()).resolves.toMatchObject({ totalItems: 0 });
  });

  it('is needed to resume what one person has started when that was enough', async () => {
    const { act, ask, decide, migrationId } = await openPlan(1);
    await knex<DbMigrationRow>('migrations').update({ state: 'paused' });

    await act('resume').expect(409);

    await expect(stateOf(migrationId)).resolves.toBe('paused');
    await knex<DbMigrationRow>('migrations').update({ state: 'planned' });
    await decide(await ask(), 'approve').expect(200);
    await knex<DbMigrationRow>('migrations').update({ state: 'paused' });
    await act('resume').expect(200);
    await act('pause').expect(200);
    await act('resume').expect(200);
  });

  describe('for a revert', () => {
    /** Targets that were merged, so many in wave 1, one in wave 2. */
    async function openMerged(inFirst: number) {
      const door = await openPlan(2);
      await knex('migrations').delete();
      const { migrationId, targetIds } = await insertTestMigration({
        knex,
        targets: [...Array(inFirst).fill(1), 2].map(wave => ({
          state: 'merged' as const,
          wave,
        })),
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
      const revert = (body: object) =>
        door.act(
          'revert',
          { body: { reason: 'Wrong numbers', ...body } },
          migrationId,
        );
      return { ...door, migrationId, targetIds, revert };
    }

    it('is asked above the bound, once for each revert', async () => {
      const { decide, listApprovals, revert } = await openMerged(3);

      await revert({ wave: 1 }).expect(409);
      await expect(knex('reverts')).resolves.toEqual([]);
      const [approval] = (await listApprovals()).items;
      expect(approval).toMatchObject({
        act: 'revert',
        subject: 'Canary (wave 1)',
        targetCount: 3,
        reason: 'Wrong numbers',
      });
      await decide(approval.id, 'approve').expect(200);
      await revert({ all: true }).expect(409);
      await revert({ wave: 1 }).expect(200);

      await expect(knex('reverts')).resolves.toHaveLength(3);
      await expect(
        knex<DbApprovalRow>('approvals').where({ id: approval.id }),
      ).resolves.toMatchObject([{ state: 'used' }]);
    });

    it('is asked as well when a large revert comes as many small ones', async () => {
      const { revert, targetIds } = await openMerged(2);

      await revert({ targetIds: targetIds.slice(0, 2) }).expect(200);

      const { body } = await revert({ targetIds: targetIds.slice(2) }).expect(
        409,
      );

      expect(body.error.message).toMatch(/the revert of 1 targets/);
    });

    it('has to look again when more was merged than it has seen', async () => {
      const { decide, listApprovals, revert, targetIds } = await openMerged(3);
      await knex('targets').where({ id: targetIds[0] }).update({
        state: 'prOpen',
      });
      await revert({ all: true }).expect(409);
      await decide((await listApprovals()).items[0].id, 'approve').expect(200);

      await knex('targets').where({ id: targetIds[0] }).update({
        state: 'merged',
      });

      await revert({ all: true }).expect(409);
      await expect(listApprovals()).resolves.toMatchObject({
        items: [{ targetCount: 4 }],
      });
    });
  });
});
