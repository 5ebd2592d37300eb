import { TestDatabases } from '@backstage/backend-test-utils';
import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DbPullRequestRow, DbTargetRow } from '../database/tables';
import { databaseNow } from '../database/time';
import { openTestDatabase } from '../tests/openTestDatabase';
import type { TestDoorOptions } from './__testUtils__/createTestDoor';
import { openRunning } from './__testUtils__/openRunning';
import { openTestDoor } from './__testUtils__/openTestDoor';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'targets over REST on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, databaseId);
    });

    const openDoor = (options: Partial<TestDoorOptions> = {}) =>
      openTestDoor({ knex, ...options });

    it.each<[TargetState, 'open' | 'closed' | undefined, number]>([
      ['needsHuman', undefined, 1],
      ['needsHuman', 'open', 1],
      ['noChanges', undefined, 1],
      ['failed', undefined, 1],
      ['takenOver', undefined, 1],
      ['closed', 'closed', 2],
    ])(
      'queues a target again that is %s with pull request %s, as generation %s',
      async (state, pullRequest, generation) => {
        const { call, targetIds } = await openRunning(knex, state);
        const [targetId] = targetIds;
        if (pullRequest) {
          const now = databaseNow(knex);
          await knex<DbPullRequestRow>('pull_requests').insert({
            id: randomUUID(),
            target_id: targetId,
            generation: 1,
            host: 'github.com',
            repository_owner: 'acme',
            repository_name: 'finance-sql',
            number: 7,
            url: 'https://github.com/acme/finance-sql/pull/7',
            title: 'Move',
            branch: 'skein/move',
            head_sha: 'abc',
            state: pullRequest,
            observed_at: now,
            look_at: now,
          });
        }
        const { body } = await call('post', `/targets/${targetId}/retry`, {
          body: { reason: 'mended' },
        }).expect(200);
        expect(body).toMatchObject({ state: 'queued', stateReason: 'mended' });
        expect(
          await knex<DbTargetRow>('targets').where({ id: targetId }).first(),
        ).toMatchObject({ generation });
      },
    );

    it('runs a migration again when a target is retried after the end', async () => {
      const { call, id, targetIds } = await openRunning(
        knex,
        'noChanges',
        'merged',
      );
      await knex('migrations').update({ state: 'completed' });

      await call('post', `/targets/${targetIds[0]}/retry`).expect(200);

      const { body } = await call('get', `/migrations/${id}`);
      expect(body.state).toBe('running');
    });

    it('says why a target cannot be retried', async () => {
      const { call, targetIds } = await openRunning(knex, 'publishing');
      const { body } = await call('post', `/targets/${targetIds[0]}/retry`);
      expect(body.error).toMatchObject({
        name: 'ConflictError',
        message:
          'The target is publishing and its migration running, so it cannot be retried; wait until the agent or the code host is done',
      });
    });

    it('lets a team take a target over and hand it back, twice without harm', async () => {
      const { call, targetIds } = await openRunning(knex, 'needsHuman');
      const decide = async (decision: string) =>
        (
          await call('post', `/targets/${targetIds[0]}/decision`, {
            body: { decision },
          }).expect(200)
        ).body.state;
      expect(await decide('takeOver')).toBe('takenOver');
      expect(await decide('takeOver')).toBe('takenOver');
      expect(await decide('handBack')).toBe('queued');
    });

    it.each(['exempt', 'notAConsumer'])(
      'does not take %s without a reason',
      async decision => {
        const { call, targetIds } = await openRunning(knex, 'needsHuman');
        const path = `/targets/${targetIds[0]}/decision`;
        const refused = await call('post', path, {
          body: { decision, reason: '  ' },
        }).expect(400);
        expect(refused.body.error.message).toMatch(
          /^body\.reason: " {2}" says nothing, and '\w+' needs a reason; write why/,
        );
        const taken = await call('post', path, {
          body: { decision, reason: 'It is switched off in May' },
        }).expect(200);
        expect(taken.body.stateReason).toBe('It is switched off in May');
      },
    );

    it('shows a team what comes in, most urgent first, also by component, and not before the start', async () => {
      const { call, plan } = await openDoor();
      const id = await plan();
      const refs =
        'entityRef=group:default/finance&entityRef=component:default/marketing-dbt';
      const before = await call('get', `/incoming?${refs}`).expect(200);
      expect(before.body.totalItems).toBe(0);

      await call('post', `/migrations/${id}/start`).expect(200);
      await knex<DbTargetRow>('targets')
        .where('target_key', 'like', '%marketing-dbt')
        .update({ state: 'needsHuman' });
      const first = await call('get', `/incoming?${refs}&limit=1`);
      expect(first.body).toMatchObject({
        totalItems: 2,
        items: [
          {
            target: { state: 'needsHuman' },
            migration: { id, title: 'User activity v1 → v2' },
          },
        ],
      });
      const { nextCursor } = first.body.pageInfo;
      const second = await call(
        'get',
        `/incoming?${refs}&limit=1&cursor=${nextCursor}`,
      );
      expect(second.body.items).toMatchObject([
        { target: { state: 'queued' } },
      ]);
      expect(second.body.pageInfo).toEqual({});
    });
  },
);
