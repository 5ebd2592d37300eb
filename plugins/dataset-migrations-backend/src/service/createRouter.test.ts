import { TestDatabases } from '@backstage/backend-test-utils';
import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type {
  DbAttemptRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../database/tables';
import { databaseNow } from '../database/time';
import {
  ACME_ENTITIES,
  CONTRACT_TEXT,
  NEW_DATASET,
  OLD_DATASET,
} from '../tests/acmeEstate';
import type { TestDoorOptions } from './__testUtils__/createTestDoor';
import { openTestDoor } from './__testUtils__/openTestDoor';
import { openTestDatabase } from '../tests/openTestDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('the REST API on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  const openDoor = (options: Partial<TestDoorOptions> = {}) =>
    openTestDoor({ knex, ...options });

  /** A running migration whose targets are in these states, as a worker would have left them. */
  async function running(...states: TargetState[]) {
    const door = await openDoor();
    const id = await door.plan();
    await door.call('post', `/migrations/${id}/start`).expect(200);
    const { body } = await door.call('get', `/migrations/${id}/targets`);
    const targetIds: string[] = body.items.map(
      (target: { id: string }) => target.id,
    );
    for (const [index, state] of states.entries()) {
      await knex<DbTargetRow>('targets')
        .where({ id: targetIds[index] })
        .update({ state });
    }
    return { ...door, id, targetIds };
  }

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
      allowed: ['update', 'plan', 'preview', 'start', 'cancel'],
      findings: [
        { kind: 'noRepository', entityRef: 'component:default/lost-code' },
        { kind: 'danglingRelation', entityRef: 'component:default/deleted' },
      ],
    });

    const consumers = await call('get', `/migrations/${id}/consumers`);
    expect(
      consumers.body.items.map((each: { title: string; included: boolean }) => [
        each.title,
        each.included,
      ]),
    ).toEqual([
      ['finance-sql', true],
      ['lost-code', false],
      ['marketing-dbt', true],
      ['report', false],
    ]);

    const preview = await call('post', `/migrations/${id}/preview`).expect(200);
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
      allowed: ['pause', 'cancel'],
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
    const { body: page } = await call('get', `/migrations/${draft.id}/targets`);
    const { body: target } = await call('get', `/targets/${page.items[0].id}`);

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
    const { body } = await call('get', `/migrations/${await plan()}/contract`);
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
      allowed: ['update', 'plan', 'cancel'],
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
    const { call, id } = await running();
    const twice = async (act: string, state: string) => {
      for (const _time of [1, 2]) {
        const { body } = await call('post', `/migrations/${id}/${act}`).expect(
          200,
        );
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
    const { call, id } = await running('prOpen', 'merged');
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
      const { call, targetIds } = await running(state);
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
    const { call, id, targetIds } = await running('noChanges', 'merged');
    await knex('migrations').update({ state: 'completed' });

    await call('post', `/targets/${targetIds[0]}/retry`).expect(200);

    const { body } = await call('get', `/migrations/${id}`);
    expect(body.state).toBe('running');
  });

  it('says why a target cannot be retried', async () => {
    const { call, targetIds } = await running('publishing');
    const { body } = await call('post', `/targets/${targetIds[0]}/retry`);
    expect(body.error).toMatchObject({
      name: 'ConflictError',
      message:
        'The target is publishing and its migration running, so it cannot be retried; wait until the agent or the code host is done',
    });
  });

  it('lets a team take a target over and hand it back, twice without harm', async () => {
    const { call, targetIds } = await running('needsHuman');
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
      const { call, targetIds } = await running('needsHuman');
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
    expect(second.body.items).toMatchObject([{ target: { state: 'queued' } }]);
    expect(second.body.pageInfo).toEqual({});
  });

  it('pages through migrations, consumers, targets and events without losing or repeating one', async () => {
    const { call, id } = await running();
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
    const { call, id } = await running('needsHuman');
    const count = async (query: string) =>
      (await call('get', `/migrations/${id}/targets?${query}`)).body.totalItems;
    expect(await count('state=needsHuman')).toBe(1);
    expect(await count('state=needsHuman&state=queued')).toBe(2);
    expect(await count('ownerRef=group:default/finance')).toBe(1);
    expect(await count('text=MARKETING')).toBe(1);
    expect(await count('text=%25')).toBe(0);
    expect(await count('text=_')).toBe(0);
  });

  it('tells the fleet what runs', async () => {
    const { call } = await running('needsHuman');
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
});
