import { TestDatabases } from '@backstage/backend-test-utils';
import {
  migrationReadPermission,
  targetReadPermission,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { countModelTargetsByWave } from '../database/operations/models/countModelTargetsByWave';
import type { DbAttemptRow, DbTargetRow } from '../database/tables';
import { DatabaseModelAccounts } from '../models/DatabaseModelAccounts';
import { DEFAULT_MODEL_BUDGETS } from '../models/ModelBudgets';
import { TargetQueue } from '../queue/TargetQueue';
import { CONTRACT_TEXT } from '../tests/acmeEstate';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import { openTestDoor } from './__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('models, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  /** Two targets that were worked on, one of them with a model, and one that waits. */
  async function spend() {
    const { migrationId } = await insertTestMigration({
      knex,
      targets: [{}, {}, {}],
    });
    const queue = TargetQueue.create({
      knex,
      worker: 'worker-a',
      leaseSeconds: 60,
      onChange: () => undefined,
    });
    const claims = await queue.claim(2);
    const [{ attemptId, targetId }] = claims;
    const reservation = await DatabaseModelAccounts.create({
      knex,
      budgets: DEFAULT_MODEL_BUDGETS,
    })
      .open({ id: attemptId, migrationId, targetId, repository: 'acme/jobs' })
      .reserve({ model: 'small-model', maxTokens: 1000, maxCostDollars: 0.5 });
    await reservation.record({
      inputTokens: 900,
      outputTokens: 50,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      costDollars: 0.25,
      milliseconds: 10,
      status: 'succeeded',
    });
    for (const claim of claims) {
      await queue.finish(claim, {
        kind: 'needsHuman',
        reason: 'It is hard',
        conditions: [],
        record: {
          agents: ['rewriter', 'coding'],
          findings: [],
          notes: [],
          ...(claim.attemptId === attemptId && {
            prompts: [{ version: '1', hash: 'abc', text: 'Move it.' }],
            rounds: 3,
            end: { agent: 'coding', kind: 'gaveUp', reason: 'It is hard' },
          }),
        },
      });
    }
    return { migrationId, attemptId, targetId };
  }

  it('says what a migration may choose', async () => {
    const { call } = await openTestDoor({ knex });

    const choices = await call('get', '/agents');

    expect(choices.body).toEqual({
      agents: expect.arrayContaining(['rewriter']),
      defaultBudgetDollars: 200,
      mostBudgetDollars: 2000,
      judges: ['reader'],
      judgeMode: 'advisory',
    });
  });

  it('says what an attempt, a migration and a day cost, and how many targets needed no model', async () => {
    const { call } = await openTestDoor({ knex });
    const { migrationId, targetId } = await spend();

    const migration = await call('get', `/migrations/${migrationId}`);
    expect(migration.body.models).toEqual({
      spentDollars: 0.25,
      budgetDollars: 200,
      targetsWorkedOn: 2,
      targetsWithoutModel: 1,
    });
    const fleet = await call('get', '/fleet', { person: 'admin' });
    const { today } = fleet.body.models;
    expect(fleet.body.models).toEqual({
      today: { day: today.day, spentDollars: 0.25, budgetDollars: 500 },
      days: [{ day: today.day, spentDollars: 0.25 }],
      targetsWorkedOn: 2,
      targetsWithoutModel: 1,
    });
    await knex('targets').whereNotNull('attempt_id').update({ wave: 1 });
    await knex('targets').whereNull('attempt_id').update({ wave: 2 });
    expect(await countModelTargetsByWave(knex, migrationId)).toEqual(
      new Map([[1, { targetsWorkedOn: 2, targetsWithoutModel: 1 }]]),
    );
    const attempts = await call('get', `/targets/${targetId}/attempts`);
    expect(attempts.body.items).toMatchObject([
      {
        prompts: [{ version: '1', hash: 'abc', text: 'Move it.' }],
        rounds: 3,
        end: 'gaveUp',
        endReason: 'It is hard',
        models: {
          requestCount: 1,
          inputTokens: 900,
          outputTokens: 50,
          spentDollars: 0.25,
          models: ['small-model'],
        },
      },
    ]);
  });

  it('tells prompts to nobody who may not see the diff', async () => {
    const { call } = await openTestDoor({
      knex,
      denied: [migrationReadPermission.name, targetReadPermission.name],
    });
    const { targetId } = await spend();

    const path = `/targets/${targetId}/attempts`;
    const hidden = await call('get', path);
    const shown = await call('get', path, { person: 'admin' });

    expect([hidden.status, shown.status]).toEqual([404, 200]);
  });

  it('takes agents, fallback and budget with a new migration, and gives them back', async () => {
    const { call } = await openTestDoor({ knex });
    const { body } = await call('post', '/migrations', {
      body: {
        contract: CONTRACT_TEXT,
        agents: ['rewriter'],
        fallbackAgent: 'coding',
        modelBudgetDollars: 12.5,
      },
    }).expect(201);

    expect(body).toMatchObject({
      agents: ['rewriter'],
      fallbackAgent: 'coding',
      models: { spentDollars: 0, budgetDollars: 12.5, targetsWorkedOn: 0 },
    });
  });

  it('lets its owner change them while it runs, what is begun next goes by them, and the history says so', async () => {
    const { call, plan } = await openTestDoor({ knex });
    const id = await plan();
    await call('post', `/migrations/${id}/start`).expect(200);
    const change = (body: object, person?: 'user') =>
      call('patch', `/migrations/${id}`, { body, person });

    await change({ agents: ['rewriter', 'coding'] }, 'user').expect(403);
    await change({ requiredLevel: 'E3' }).expect(409);
    const { body } = await change({
      agents: ['rewriter', 'coding'],
      fallbackAgent: 'coding',
      modelBudgetDollars: 40,
    }).expect(200);

    expect(body).toMatchObject({
      state: 'running',
      agents: ['rewriter', 'coding'],
      models: { budgetDollars: 40 },
    });
    const events = await call('get', `/migrations/${id}/events`);
    expect(events.body.items).toContainEqual(
      expect.objectContaining({
        kind: 'migrationChanged',
        reason:
          'agents: rewriter, coding; fallback: coding; budget for models: $40',
      }),
    );
    const queue = TargetQueue.create({
      knex,
      worker: 'worker-a',
      leaseSeconds: 60,
      onChange: () => undefined,
    });
    await knex<DbTargetRow>('targets').update({ state: 'queued' });
    expect(await queue.claim(1)).toMatchObject([
      { agents: ['rewriter', 'coding'], fallback: 'coding' },
    ]);

    const cleared = await change({
      agents: null,
      fallbackAgent: null,
      modelBudgetDollars: null,
    }).expect(200);
    expect(cleared.body.agents).toBeUndefined();
    expect(cleared.body.models.budgetDollars).toBe(200);
    expect(await knex<DbAttemptRow>('attempts')).toHaveLength(1);
  });

  it.each([
    [
      { agents: ['coding', 'rewriter'] },
      "body.agents[0]: 'coding' is first; put 'rewriter' first, since coding agents get what it leaves",
    ],
    [
      { agents: ['rewriter', 'gone'] },
      "body.agents[1]: 'gone' is not installed; give some of rewriter, coding",
    ],
    [
      { agents: ['rewriter', 'coding', 'coding'] },
      "body.agents[2]: 'coding' is there twice; each runs once, leave one out",
    ],
    [
      { fallbackAgent: 'rewriter' },
      "body.fallbackAgent: 'rewriter' is no coding agent that is installed; give one of coding, or none",
    ],
    [
      { modelBudgetDollars: 2001 },
      'body.modelBudgetDollars: 2001 is above 2000, the most that a migration may spend here; give less, or ask an admin to raise datasetMigrations.models.budgets.mostMigrationDollars',
    ],
  ])('refuses %j at creation and later', async (wishes, message) => {
    const { call, plan } = await openTestDoor({ knex });
    const created = await call('post', '/migrations', {
      body: { contract: CONTRACT_TEXT, ...wishes },
    }).expect(400);
    const changed = await call('patch', `/migrations/${await plan()}`, {
      body: wishes,
    }).expect(400);

    expect(created.body.error.message).toBe(message);
    expect(changed.body.error.message).toBe(message);
  });
});
