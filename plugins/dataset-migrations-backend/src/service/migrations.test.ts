import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { DbAttemptRow, DbTargetRow } from '../database/tables';
import { databaseNow } from '../database/time';
import { TargetQueue } from '../queue/TargetQueue';
import {
  ACME_ENTITIES,
  CONTRACT_TEXT,
  NEW_DATASET,
  OLD_DATASET,
} from '../tests/acmeEstate';
import { openTestDatabase } from '../tests/openTestDatabase';
import type { TestDoorOptions } from './__testUtils__/createTestDoor';
import { openRunning } from './__testUtils__/openRunning';
import { openTestDoor } from './__testUtils__/openTestDoor';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'migrations over REST on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, databaseId);
    });

    const openDoor = (options: Partial<TestDoorOptions> = {}) =>
      openTestDoor({ knex, ...options });

    it('takes a migration from a contract over a plan and a preview to a start', async () => {
      const { call, plan } = await openDoor();
      const id = await plan();

      const { body: planned } = await call('get', `/migrations/${id}`);
      expect(planned).toMatchObject({
        state: 'planned',
        ownerRef: 'group:default/growth-data',
        createdBy: 'user:default/ana',
        fromRefs: [OLD_DATASET],
        toRefs: [NEW_DATASET],
        targetCount: 2,
        consumerCount: 4,
        stateReason: '4 consumers found; 2 targets to move.',
        allowed: [
          'update',
          'configure',
          'plan',
          'preview',
          'start',
          'cancel',
          'transfer',
        ],
        findings: [
          { kind: 'noRepository', entityRef: 'component:default/lost-code' },
          { kind: 'danglingRelation', entityRef: 'component:default/deleted' },
        ],
      });

      const consumers = await call('get', `/migrations/${id}/consumers`);
      expect(
        consumers.body.items.map(
          (each: { title: string; included: boolean }) => [
            each.title,
            each.included,
          ],
        ),
      ).toEqual([
        ['finance-sql', true],
        ['lost-code', false],
        ['marketing-dbt', true],
        ['report', false],
      ]);

      const preview = await call('post', `/migrations/${id}/preview`).expect(
        200,
      );
      expect(preview.body).toMatchObject({
        state: 'planned',
        previewing: true,
        targetCounts: [{ state: 'queued', count: 2 }],
      });

      const started = await call('post', `/migrations/${id}/start`, {
        body: { planHash: planned.planHash },
      }).expect(200);
      expect(started.body).toMatchObject({
        state: 'running',
        previewing: false,
        allowed: ['configure', 'pause', 'cancel', 'transfer'],
      });

      const targets = await call('get', `/migrations/${id}/targets`);
      expect(targets.body).toMatchObject({
        totalItems: 2,
        items: [
          {
            repository: 'github.com/acme/finance-sql',
            repositoryUrl: 'https://github.com/acme/finance-sql',
            entityRefs: ['component:default/finance-sql'],
            state: 'queued',
            nextStep: 'An agent takes it as soon as one is free.',
          },
          { repository: 'github.com/acme/marketing-dbt' },
        ],
      });
    });

    it('says with each target how much its migration asks to be proved', async () => {
      const { call } = await openDoor();
      const { body: draft } = await call('post', '/migrations', {
        body: { contract: CONTRACT_TEXT, requiredLevel: 'E4' },
      }).expect(201);
      await call('post', `/migrations/${draft.id}/plan`).expect(200);
      const { body: page } = await call(
        'get',
        `/migrations/${draft.id}/targets`,
      );
      const { body: target } = await call(
        'get',
        `/targets/${page.items[0].id}`,
      );

      expect(
        page.items.map((each: { requiredLevel: string }) => each.requiredLevel),
      ).toEqual(['E4', 'E4']);
      expect(target.requiredLevel).toBe('E4');
    });

    it('checks a contract without storing it when it is a dry run', async () => {
      const { call } = await openDoor();
      const body = { contract: CONTRACT_TEXT, dryRun: true };
      const checked = await call('post', '/migrations', { body }).expect(201);
      expect(checked.body).toMatchObject({ id: '', state: 'draft' });
      expect((await call('get', '/migrations')).body.totalItems).toBe(0);
    });

    it('gives the contract back as it was written, with its meaning in plain words', async () => {
      const { call, plan } = await openDoor();
      const { body } = await call(
        'get',
        `/migrations/${await plan()}/contract`,
      );
      expect(body).toMatchObject({
        version: 1,
        text: CONTRACT_TEXT,
        explanation: expect.arrayContaining([
          'user_id is now called account_id; its values are the same.',
        ]),
      });
    });

    it('makes a changed contract a new version that needs a new plan, and forgets what was proposed for the old one', async () => {
      const { call, plan } = await openDoor();
      const id = await plan();
      await knex<DbTargetRow>('targets').update({ state: 'proposed' });

      const changed = await call('patch', `/migrations/${id}`, {
        body: { contract: CONTRACT_TEXT.replace('v1 → v2', 'moves') },
      }).expect(200);
      expect(changed.body).toMatchObject({
        state: 'draft',
        contractVersion: 2,
        title: 'User activity moves',
      });
      expect(changed.body).not.toHaveProperty('planHash');

      const again = await call('post', `/migrations/${id}/plan`).expect(200);
      expect(again.body.targetCounts).toEqual([{ state: 'pending', count: 2 }]);
    });

    it('plans a dataset without consumers, says so, and refuses to start', async () => {
      const lonely = ACME_ENTITIES.map(entity =>
        entity.metadata.name === 'user-activity-v1'
          ? {
              ...entity,
              relations: entity.relations?.filter(
                ({ type }) => type === 'ownedBy',
              ),
            }
          : entity,
      );
      const { call, plan } = await openDoor({ entities: lonely });
      const id = await plan();

      const { body } = await call('get', `/migrations/${id}`);
      expect(body).toMatchObject({
        state: 'planned',
        targetCount: 0,
        stateReason: 'No consumers were found, so there is nothing to move.',
        allowed: ['update', 'configure', 'plan', 'cancel', 'transfer'],
      });
      const refused = await call('post', `/migrations/${id}/start`).expect(409);
      expect(refused.body.error.message).toMatch(
        /no targets, so there is nothing to start; declare consumers in the catalog/,
      );
    });

    it('refuses to start another plan than the one that was looked at', async () => {
      const { call, plan } = await openDoor();
      const id = await plan();
      const refused = await call('post', `/migrations/${id}/start`, {
        body: { planHash: 'the-old-one' },
      }).expect(409);
      expect(refused.body.error.message).toMatch(
        /^planHash: 'the-old-one' is not the plan of 'User activity v1 → v2' any more/,
      );
    });

    it('answers a second start, pause and cancel like the first', async () => {
      const { call, id } = await openRunning(knex);
      const twice = async (act: string, state: string) => {
        for (const _time of [1, 2]) {
          const { body } = await call(
            'post',
            `/migrations/${id}/${act}`,
          ).expect(200);
          expect(body.state).toBe(state);
        }
      };
      await twice('start', 'running');
      await twice('pause', 'paused');
      await twice('resume', 'running');
      await twice('cancel', 'cancelled');
      await call('post', `/migrations/${id}/resume`).expect(409);
    });

    it('leaves open pull requests to their teams when a migration is cancelled', async () => {
      const { call, id } = await openRunning(knex, 'prOpen', 'merged');
      await call('post', `/migrations/${id}/cancel`, {
        body: { reason: 'v2 is delayed' },
      }).expect(200);

      const { body } = await call('get', `/migrations/${id}/targets`);
      expect(body.items).toMatchObject([
        {
          state: 'cancelled',
          stateReason:
            'The migration was cancelled: v2 is delayed. The pull request stays open; merge or close it as you like',
        },
        { state: 'merged' },
      ]);
    });

    it('ends the attempts of a migration that is cancelled, whose worker may write nothing any more', async () => {
      const { call, id } = await openRunning(knex, 'queued');
      const queue = TargetQueue.create({
        knex,
        worker: 'a',
        leaseSeconds: 60,
        onChange: () => undefined,
      });
      const [claim] = await queue.claim(1);
      await call('post', `/migrations/${id}/cancel`, {
        body: { reason: 'v2 is delayed' },
      }).expect(200);

      expect(
        await queue.finish(claim, {
          kind: 'noChanges',
          reason: 'Too late.',
          conditions: [],
          record: { agents: [], findings: [], notes: [] },
        }),
      ).toBe(false);
      expect(await knex<DbAttemptRow>('attempts')).toMatchObject([
        {
          state: 'lost',
          error: 'The migration was cancelled: v2 is delayed',
          ended_at: expect.anything(),
        },
      ]);
    });

    it('publishes what a preview proved to the required level, and hands the rest to a person', async () => {
      const { call, plan } = await openDoor();
      const id = await plan();
      const targets = await knex<DbTargetRow>('targets').orderBy('target_key');
      for (const [index, level] of ['E2', 'E1'].entries()) {
        const attemptId = randomUUID();
        await knex<DbAttemptRow>('attempts').insert({
          id: attemptId,
          target_id: targets[index].id,
          number: 1,
          fence: 1,
          agent: 'rewriter',
          worker: 'worker',
          state: 'succeeded',
          started_at: databaseNow(knex),
          contract_version: 1,
          evidence: JSON.stringify({ level, rungs: [] }),
        });
        await knex<DbTargetRow>('targets')
          .where({ id: targets[index].id })
          .update({ state: 'proposed', attempt_id: attemptId });
      }

      await call('post', `/migrations/${id}/start`).expect(200);

      const { body } = await call('get', `/migrations/${id}/targets`);
      expect(body.items).toMatchObject([
        { state: 'publishing', evidence: { level: 'E2' } },
        { state: 'needsHuman', conditions: ['belowEvidence'] },
      ]);
    });
  },
);
