import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  CreateJobRequest,
  Job,
  TargetState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type {
  DbEventRow,
  DbJobRow,
  DbJobTargetRow,
  DbTargetRow,
} from '../database/tables';
import { isSqlite, nowPlus } from '../database/time';
import type { Person } from '../service/__testUtils__/callers';
import { openTestDoor } from '../service/__testUtils__/openTestDoor';
import { createJobKeeper } from './__testUtils__/createJobKeeper';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import type { JobKeeperOptions } from './JobKeeper';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const TEAM = 'group:default/marketing-analytics';
const BEN = 'user:default/ben';

const person = (ref: string, groups: string[]): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { namespace: 'default', name: ref.split('/')[1] },
  spec: {},
  relations: groups.map(targetRef => ({ type: 'memberOf', targetRef })),
});

describe.each(databases.eachSupportedId())('jobs on %s', databaseId => {
  let knex: Knex;
  let entities: Entity[];

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
    entities = [person(BEN, [TEAM])];
  });

  async function open(...states: TargetState[]) {
    const door = await openTestDoor({ knex, entities });
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: states.map(state => ({ state, owner_ref: TEAM })),
    });
    const create = (
      body: CreateJobRequest,
      { by = 'consumerTeamMember' as Person, status = 202, key = '' } = {},
    ) =>
      door
        .call('post', `/migrations/${migrationId}/jobs`, { person: by, body })
        .set(key ? { 'idempotency-key': key } : {})
        .expect(status);
    const view = async ({ id }: { id: string }): Promise<Job> =>
      (await door.call('get', `/jobs/${id}`).expect(200)).body;
    const stateOf = async (targetId: string) =>
      (await knex<DbTargetRow>('targets').where({ id: targetId }).first())
        ?.state;
    return { ...door, migrationId, targetIds, create, view, stateOf };
  }

  const changed: string[] = [];
  const keeper = (options: Partial<JobKeeperOptions> = {}) =>
    createJobKeeper(knex, {
      entities,
      onChange: id => changed.push(id),
      ...options,
    });

  const countQueued = async () => {
    const [{ count }] = await knex<DbEventRow>('events')
      .where({ kind: 'targetMoved', to_state: 'queued' })
      .count<[{ count: number | string }]>({ count: '*' });
    return Number(count);
  };

  describe('what is asked for', () => {
    it('is done to all that match, once, by the name of who asked', async () => {
      const { create, view, migrationId } = await open(
        'failed',
        'failed',
        'merged',
      );
      const asked = { filter: { state: ['failed' as const] } };
      const { body: job, headers } = await create({
        act: 'retry',
        reason: 'Mended',
        agent: 'coding',
        ...asked,
      });
      expect(headers.location).toBe(`/jobs/${job.id}`);
      expect(job).toMatchObject({
        state: 'waiting',
        of: 2,
        done: 0,
        reason: 'Mended',
        createdBy: BEN,
      });

      changed.length = 0;
      await keeper().tick();

      expect(await view(job)).toMatchObject({
        state: 'done',
        done: 2,
        acted: 2,
        refused: [],
        endedAt: expect.any(String),
        allowed: [],
      });
      expect(changed).toEqual([migrationId]);
      const moves = await knex<DbEventRow>('events').where({
        kind: 'targetMoved',
      });
      expect(moves.map(({ actor, reason }) => [actor, reason])).toEqual([
        [BEN, 'Mended'],
        [BEN, 'Mended'],
      ]);
      expect(
        await knex<DbTargetRow>('targets')
          .where({ agent: 'coding' })
          .orderBy('id'),
      ).toHaveLength(2);
      expect(
        await knex<DbEventRow>('events').where({ kind: 'jobEnded' }),
      ).toMatchObject([
        {
          to_state: 'done',
          reason: `'retry' for 2 targets: 2 done, 0 not possible`,
        },
      ]);
    });

    it('leaves out, with a reason, what does not stand so or is gone', async () => {
      const { create, view, targetIds } = await open(
        'needsHuman',
        'merged',
        'needsHuman',
        'needsHuman',
      );
      const { body: job } = await create({
        act: 'notAConsumer',
        reason: 'Only a comment',
        targetIds,
      });
      await knex('targets').where({ id: targetIds[2] }).delete();
      await keeper().tick();
      expect(await view(job)).toMatchObject({
        state: 'done',
        of: 4,
        done: 4,
        acted: 2,
        refused: [
          { reason: 'gone', count: 1, example: expect.any(String) },
          {
            reason: 'notPossible',
            count: 1,
            example: expect.stringContaining('merged'),
          },
        ],
      });
    });

    it('means the targets that matched when it was asked for', async () => {
      const { create, stateOf, targetIds } = await open('failed', 'running');
      await create({ act: 'retry', filter: { state: ['failed'] } });
      await knex<DbTargetRow>('targets')
        .where({ id: targetIds[1] })
        .update({ state: 'failed' });
      await keeper().tick();
      expect(await stateOf(targetIds[1])).toBe('failed');
      expect(await stateOf(targetIds[0])).toBe('queued');
    });

    it('has a migration that was over run again', async () => {
      const { create, view, migrationId } = await open('failed', 'failed');
      await knex('migrations').update({ state: 'completed' });
      const { body: job } = await create({ act: 'retry', filter: {} });
      await keeper().tick();
      expect(await view(job)).toMatchObject({ acted: 2 });
      expect(
        await knex<DbEventRow>('events').where({
          kind: 'migrationMoved',
          migration_id: migrationId,
        }),
      ).toHaveLength(1);
    });

    it('is counted in a dry run, and nothing begins', async () => {
      const { create, targetIds } = await open('failed', 'running', 'failed');
      await knex<DbTargetRow>('targets')
        .where({ id: targetIds[2] })
        .update({ owner_ref: 'group:default/risk' });
      const { body } = await create(
        { act: 'retry', filter: {}, dryRun: true },
        { status: 200 },
      );
      expect(body).toEqual({
        act: 'retry',
        of: 3,
        acted: 1,
        refused: [
          {
            reason: 'notPossible',
            count: 1,
            example: expect.stringContaining('running'),
          },
          { reason: 'notAllowed', count: 1, example: expect.any(String) },
        ],
      });
      expect(await knex('jobs')).toEqual([]);
    });

    it('is begun once for one key', async () => {
      const { create } = await open('failed');
      const body = { act: 'retry' as const, filter: {} };
      const first = await create(body, { key: 'k1' });
      const second = await create(body, { key: 'k1' });
      expect(second.body).toEqual(first.body);
      expect(await knex('jobs')).toHaveLength(1);
      await create({ ...body, reason: 'Other' }, { key: 'k1', status: 422 });
    });

    it.each<[string, CreateJobRequest, string]>([
      [
        'both ways to choose',
        { act: 'retry', filter: {}, targetIds: [randomUUID()] },
        'body.targetIds',
      ],
      ['no way to choose', { act: 'retry' }, 'body.filter'],
      [
        'targets of elsewhere',
        { act: 'retry', targetIds: [randomUUID()] },
        'body.targetIds',
      ],
      [
        'an agent for a decision',
        { act: 'accept', filter: {}, agent: 'coding' },
        'body.agent',
      ],
      [
        'an agent that is not there',
        { act: 'retry', filter: {}, agent: 'nobody' },
        'body.agent',
      ],
      [
        'no reason where one is needed',
        { act: 'notAConsumer', filter: {} },
        'body.reason',
      ],
      [
        'no day where one is needed',
        { act: 'snooze', filter: {} },
        'body.until',
      ],
      [
        'an owner that is none',
        { act: 'notOurs', filter: {}, ownerRef: 'x' },
        'body.ownerRef',
      ],
      [
        'a filter that is none',
        { act: 'retry', filter: { ownerRef: '' } },
        'body.filter.ownerRef',
      ],
    ])('is refused with %s', async (_name, body, place) => {
      const { create } = await open('needsHuman');
      const answer = await create(body, { status: 400 });
      expect(answer.body.error.message).toContain(place);
      expect(await knex('jobs')).toEqual([]);
    });

    it('waits when too much is under way', async () => {
      const { create } = await open('failed');
      const body = { act: 'retry' as const, filter: {} };
      for (let i = 0; i < 20; i += 1) {
        await create(body);
      }
      const { body: refused } = await create(body, { status: 409 });
      expect(refused.error.message).toContain('cancel one');
    });
  });

  describe('who may not', () => {
    it('to any of the targets is refused', async () => {
      const { create } = await open('failed');
      await create({ act: 'retry', filter: {} }, { by: 'user', status: 403 });
      await create({ act: 'exempt', filter: {}, reason: 'r' }, { status: 403 });
      expect(await knex('jobs')).toEqual([]);
    });

    it('to some of them leaves these as they are', async () => {
      const { create, view, stateOf, targetIds } = await open(
        'failed',
        'failed',
      );
      await knex<DbTargetRow>('targets')
        .where({ id: targetIds[1] })
        .update({ owner_ref: 'group:default/risk' });
      const { body: job } = await create({ act: 'retry', filter: {} });
      await keeper().tick();
      expect(await view(job)).toMatchObject({
        acted: 1,
        refused: [{ reason: 'notAllowed', count: 1 }],
      });
      expect(await stateOf(targetIds[1])).toBe('failed');
    });

    it('any more, since the code has another owner now, does nothing there', async () => {
      const { create, view, stateOf, targetIds } = await open(
        'failed',
        'failed',
      );
      const { body: job } = await create({ act: 'retry', filter: {} });
      await knex<DbTargetRow>('targets')
        .where({ id: targetIds[0] })
        .update({ owner_ref: 'group:default/risk' });
      await keeper().tick();
      expect(await stateOf(targetIds[0])).toBe('failed');
      expect(await view(job)).toMatchObject({
        acted: 1,
        refused: [{ reason: 'notAllowed', count: 1 }],
      });
    });

    it.each([
      ['has left the group', () => [person(BEN, [])], 'has left'],
      ['has left the company', () => [], 'not in the catalog'],
    ])(
      'any more, since the person %s, does nothing more',
      async (_name, now, says) => {
        const { create, view } = await open('failed', 'failed', 'failed');
        const { body: job } = await create({ act: 'retry', filter: {} });
        await workOnePortion();
        expect(await view(job)).toMatchObject({ state: 'running', done: 1 });

        entities = now();
        await keeper({ portion: 1 }).tick();

        expect(await view(job)).toMatchObject({
          state: 'done',
          acted: 1,
          refused: [
            {
              reason: 'notAllowed',
              count: 2,
              example: expect.stringContaining(says),
            },
          ],
        });
        expect(await countQueued()).toBe(1);
      },
    );

    it('do any of it, but see the migration, sees how far it is and cannot cancel it', async () => {
      const { create, call, view } = await open('failed');
      const { body: job } = await create({ act: 'retry', filter: {} });
      await call('get', `/jobs/${job.id}`, { person: 'guest' }).expect(200);
      await call('get', `/jobs/${randomUUID()}`).expect(404);
      await call('post', `/jobs/${job.id}/cancel`, { person: 'user' }).expect(
        403,
      );
      expect((await view(job)).state).toBe('waiting');
    });

    it('take code that was not offered to them may not by a job', async () => {
      const { create, view, call, targetIds, stateOf } = await open(
        'needsHuman',
        'needsHuman',
      );
      const group: Entity = {
        ...person('user:default/growth-data', []),
        kind: 'Group',
      };
      entities.push(group);
      await call('post', `/targets/${targetIds[0]}/decision`, {
        person: 'consumerTeamMember',
        body: { decision: 'takeOver' },
      }).expect(200);
      await create(
        { act: 'takeOwnership', filter: {} },
        { by: 'consumerTeamMember', status: 403 },
      );
      const { body: job } = await create(
        { act: 'takeOwnership', filter: {} },
        { by: 'datasetOwner' },
      );
      await keeper().tick();
      expect(await view(job)).toMatchObject({
        acted: 0,
        refused: [{ reason: 'notPossible', count: 2 }],
      });
      expect(await stateOf(targetIds[0])).toBe('takenOver');
    });
  });

  /** As a replica that is stopped after its first portion, of one target. */
  async function workOnePortion() {
    const ending: Array<Promise<void>> = [];
    const begun = keeper({
      portion: 1,
      onChange: () => {
        ending.push(begun.stop());
      },
    });
    await begun.tick();
    await Promise.all(ending);
  }

  describe('a replica', () => {
    /** The database refuses to note what became of a target, as if the process died between the writes. */
    async function refuseNotes() {
      await (isSqlite(knex)
        ? knex.raw(
            `create trigger dies before update on job_targets when new.position = 2 begin select raise(abort, 'dies'); end`,
          )
        : knex.raw(
            `create function dies() returns trigger language plpgsql as $$ begin if new.position = 2 then raise exception 'dies'; end if; return new; end $$;
             create trigger dies before update on job_targets for each row execute function dies()`,
          ));
    }
    async function takeNotes() {
      await (isSqlite(knex)
        ? knex.raw('drop trigger if exists dies')
        : knex.raw(
            'drop trigger if exists dies on job_targets; drop function if exists dies',
          ));
    }
    afterEach(takeNotes);

    it('that dies between the writes leaves both undone, and the next one does each once', async () => {
      const { create, view } = await open('failed', 'failed', 'failed');
      const { body: job } = await create({ act: 'retry', filter: {} });
      await refuseNotes();
      const logger = mockServices.logger.mock();
      await keeper({ logger }).tick();
      expect(logger.error).toHaveBeenCalled();
      expect(await countQueued()).toBe(0);
      expect(await view(job)).toMatchObject({ state: 'waiting', done: 0 });

      await takeNotes();
      await keeper().tick();
      expect(await view(job)).toMatchObject({ state: 'done', acted: 3 });
      expect(await countQueued()).toBe(3);
    });

    it('beside another one does nothing twice', async () => {
      const { create, view } = await open(
        ...Array.from({ length: 30 }, (): TargetState => 'prOpen'),
      );
      const { body: job } = await create({
        act: 'accept',
        filter: {},
        reason: 'Read',
      });
      await Promise.all([1, 2, 3].map(() => keeper({ portion: 2 }).tick()));
      await keeper().tick();
      expect(await view(job)).toMatchObject({ state: 'done', acted: 30 });
      expect(
        await knex<DbEventRow>('events').where({ kind: 'decisionMade' }),
      ).toHaveLength(30);
      expect(
        await knex<DbEventRow>('events').where({ kind: 'jobEnded' }),
      ).toHaveLength(1);
    });

    it('goes on with others when a target cannot be changed by an error of ours', async () => {
      const { create, view, targetIds } = await open('failed', 'failed');
      const { body: job } = await create({ act: 'retry', filter: {} });
      await (isSqlite(knex)
        ? knex.raw(
            `create trigger breaks before update on targets when new.id = '${targetIds[0]}' begin select raise(abort, 'breaks'); end`,
          )
        : knex.raw(
            `create function breaks() returns trigger language plpgsql as $$ begin if new.id = '${targetIds[0]}' then raise exception 'breaks'; end if; return new; end $$;
             create trigger breaks before update on targets for each row execute function breaks()`,
          ));
      try {
        await keeper().tick();
      } finally {
        await (isSqlite(knex)
          ? knex.raw('drop trigger breaks')
          : knex.raw('drop trigger breaks on targets; drop function breaks'));
      }
      expect(await view(job)).toMatchObject({
        state: 'done',
        acted: 1,
        refused: [{ reason: 'failed', count: 1 }],
      });
      expect(JSON.stringify(await view(job))).not.toContain('breaks');
    });
  });

  describe('a job that is cancelled', () => {
    it('leaves the rest, keeps what is done, and stays so', async () => {
      const { create, view, call } = await open('failed', 'failed', 'failed');
      const { body: job } = await create({ act: 'retry', filter: {} });
      await workOnePortion();
      const cancel = (body?: object) =>
        call('post', `/jobs/${job.id}/cancel`, {
          person: 'consumerTeamMember',
          body,
        }).expect(200);

      expect((await cancel({ dryRun: true })).body.state).toBe('cancelled');
      expect((await view(job)).state).toBe('running');
      await cancel({ reason: 'The wrong ones' });
      await cancel();
      await keeper().tick();

      expect(await view(job)).toMatchObject({
        state: 'cancelled',
        of: 3,
        done: 1,
        acted: 1,
        cancelledBy: BEN,
        allowed: [],
      });
      expect(await countQueued()).toBe(1);
      expect(
        await knex<DbEventRow>('events').where({ kind: 'jobEnded' }),
      ).toMatchObject([
        {
          to_state: 'cancelled',
          reason: expect.stringContaining('2 left when it was cancelled: The'),
        },
      ]);
    });

    it('cannot be once it is done', async () => {
      const { create, call, view } = await open('failed');
      const { body: job } = await create({ act: 'retry', filter: {} });
      await keeper().tick();
      await call('post', `/jobs/${job.id}/cancel`).expect(409);
      expect((await view(job)).state).toBe('done');
    });

    it('may be by the owner of the migration, and says so', async () => {
      const { create, call } = await open('failed');
      const { body: job } = await create({ act: 'retry', filter: {} });
      const tell = async (by: Person) =>
        (await call('get', `/jobs/${job.id}`, { person: by })).body.allowed;
      expect(await tell('datasetOwner')).toEqual(['cancel']);
      expect(await tell('consumerTeamMember')).toEqual(['cancel']);
      expect(await tell('user')).toEqual([]);
      await call('post', `/jobs/${job.id}/cancel`).expect(200);
    });
  });

  it('are listed newest first, in pages, and swept when they are old', async () => {
    const { create, call, migrationId } = await open('failed');
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      const { body } = await create({ act: 'retry', filter: {} });
      ids.unshift(body.id);
      await knex<DbJobRow>('jobs')
        .where({ id: body.id })
        .update({ created_at: nowPlus(knex, i - 10) });
    }
    const list = async (query: string) =>
      (
        await call('get', `/migrations/${migrationId}/jobs?${query}`).expect(
          200,
        )
      ).body;
    const first = await list('limit=2');
    expect(first.items.map(({ id }: Job) => id)).toEqual(ids.slice(0, 2));
    const rest = await list(`cursor=${first.pageInfo.nextCursor}`);
    expect(rest.items.map(({ id }: Job) => id)).toEqual(ids.slice(2));

    await keeper().tick();
    await knex<DbJobRow>('jobs')
      .where({ id: ids[0] })
      .update({ ended_at: nowPlus(knex, -31 * 86_400) });
    await keeper().sweep();
    expect((await list('')).totalItems).toBe(2);
    expect(
      await knex<DbJobTargetRow>('job_targets').where({ job_id: ids[0] }),
    ).toEqual([]);
  });
});
