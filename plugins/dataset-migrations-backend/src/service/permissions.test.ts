import { TestDatabases } from '@backstage/backend-test-utils';
import {
  migrationReadPermission,
  targetReadPermission,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import type { DbTargetRow } from '../database/tables';
import { CONTRACT_TEXT, OLD_DATASET } from '../tests/acmeEstate';
import type { Person, TestDoorOptions } from './__testUtils__/createTestDoor';
import { openTestDoor } from './__testUtils__/openTestDoor';
import { openTestDatabase } from '../tests/openTestDatabase';

jest.setTimeout(120_000);

const PEOPLE: Person[] = [
  'nobody',
  'user',
  'datasetOwner',
  'consumerTeamMember',
  'admin',
];

/** Status that each of the people gets, in the order of `PEOPLE`. */
type Expected = readonly [number, number, number, number, number];

const READERS: Expected = [401, 200, 200, 200, 200];
const OWNERS: Expected = [401, 403, 200, 403, 200];
const ADMINS: Expected = [401, 403, 403, 403, 200];
const OWNERS_AND_TEAM: Expected = [401, 403, 200, 200, 200];

/** Nothing was learned yet. */
const RULE = '0'.repeat(64);

const ROUTES: ReadonlyArray<
  [
    string,
    'get' | 'post' | 'patch' | 'put',
    string,
    object | undefined,
    Expected,
  ]
> = [
  ['ListMigrations', 'get', '/migrations', undefined, READERS],
  [
    'CreateMigration',
    'post',
    '/migrations',
    { contract: CONTRACT_TEXT, dryRun: true },
    [401, 403, 201, 403, 201],
  ],
  ['GetMigration', 'get', '/migrations/:m', undefined, READERS],
  [
    'UpdateMigration',
    'patch',
    '/migrations/:m',
    { deadline: '2030-01-31' },
    OWNERS,
  ],
  ['GetContract', 'get', '/migrations/:m/contract', undefined, READERS],
  ['PlanMigration', 'post', '/migrations/:m/plan', {}, OWNERS],
  ['PreviewMigration', 'post', '/migrations/:m/preview', undefined, OWNERS],
  ['StartMigration', 'post', '/migrations/:m/start', {}, OWNERS],
  ['PauseMigration', 'post', '/migrations/:running/pause', {}, OWNERS],
  ['ResumeMigration', 'post', '/migrations/:paused/resume', {}, OWNERS],
  ['CancelMigration', 'post', '/migrations/:m/cancel', {}, OWNERS],
  ['ListWaves', 'get', '/migrations/:m/waves', undefined, READERS],
  ['SetWaves', 'put', '/migrations/:m/waves', { waves: null }, OWNERS],
  [
    'MoveToWave',
    'post',
    '/migrations/:m/waves/1/targets',
    { targetIds: ['TARGET'] },
    OWNERS,
  ],
  [
    'DecideWave',
    'post',
    '/migrations/:started/waves/1/decision',
    { decision: 'halt', reason: 'Odd diffs', dryRun: true },
    OWNERS,
  ],
  [
    'GetMigrationCalendar',
    'get',
    '/migrations/:m/calendar',
    undefined,
    READERS,
  ],
  [
    'SetMigrationCalendar',
    'put',
    '/migrations/:m/calendar',
    { calendar: null },
    OWNERS,
  ],
  [
    'GetTeamCalendar',
    'get',
    '/team-calendar?ownerRef=group:default/marketing-analytics',
    undefined,
    READERS,
  ],
  [
    'SetTeamCalendar',
    'put',
    '/team-calendar?ownerRef=group:default/marketing-analytics',
    { calendar: null },
    [401, 403, 403, 200, 200],
  ],
  [
    'RevertTargets',
    'post',
    '/migrations/:running/revert',
    { all: true, reason: 'A drill', dryRun: true },
    OWNERS,
  ],
  ['RetryFailedTargets', 'post', '/migrations/:m/retry-failed', {}, OWNERS],
  [
    'ListLearnedRules',
    'get',
    '/migrations/:m/learned-rules',
    undefined,
    OWNERS,
  ],
  [
    'DecideLearnedRule',
    'post',
    `/migrations/:m/learned-rules/${RULE}/decision`,
    { decision: 'approve' },
    [401, 403, 404, 403, 404],
  ],
  ['GetForecast', 'get', '/migrations/:m/forecast', undefined, READERS],
  ['ListConsumers', 'get', '/migrations/:m/consumers', undefined, READERS],
  ['ListTargets', 'get', '/migrations/:m/targets', undefined, READERS],
  ['ListMigrationEvents', 'get', '/migrations/:m/events', undefined, READERS],
  ['GetTarget', 'get', '/targets/:t', undefined, READERS],
  ['ListAttempts', 'get', '/targets/:t/attempts', undefined, READERS],
  ['ListTargetEvents', 'get', '/targets/:t/events', undefined, READERS],
  ['RetryTarget', 'post', '/targets/:t/retry', {}, OWNERS_AND_TEAM],
  [
    'DecideTarget (takeOver)',
    'post',
    '/targets/:t/decision',
    { decision: 'takeOver' },
    OWNERS_AND_TEAM,
  ],
  [
    'DecideTarget (notAConsumer)',
    'post',
    '/targets/:t/decision',
    { decision: 'notAConsumer', reason: 'It never did' },
    OWNERS_AND_TEAM,
  ],
  [
    'DecideTarget (exempt)',
    'post',
    '/targets/:t/decision',
    { decision: 'exempt', reason: 'It ends in May' },
    OWNERS,
  ],
  [
    'ListIncoming',
    'get',
    '/incoming?entityRef=group:default/marketing-analytics',
    undefined,
    READERS,
  ],
  [
    'DraftContract',
    'get',
    `/contract-draft?from=${OLD_DATASET}&to=resource:default/user-activity-v2`,
    undefined,
    READERS,
  ],
  [
    'CheckContract',
    'post',
    '/contract-check',
    { contract: CONTRACT_TEXT },
    READERS,
  ],
  ['ListAgents', 'get', '/agents', undefined, READERS],
  ['GetFleet', 'get', '/fleet', undefined, ADMINS],
  ['StopFleet', 'post', '/fleet/stop', { reason: 'A drill' }, ADMINS],
  ['StartFleet', 'post', '/fleet/start', {}, ADMINS],
  ['GetLimits', 'get', '/limits', undefined, ADMINS],
  [
    'SetLimit',
    'put',
    '/limits',
    { kind: 'runningAttempts', scope: 'global', value: 3 },
    ADMINS,
  ],
];

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe.each(databases.eachSupportedId())('permissions on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  /** A plan whose target of marketing-analytics needs somebody. */
  async function openPlan(options: Partial<TestDoorOptions> = {}) {
    const door = await openTestDoor({ knex, ...options });
    const migrationId = await door.plan('admin');
    await knex('migrations').update({ previewing: true });
    const target = await knex<DbTargetRow>('targets')
      .where({ owner_ref: 'group:default/marketing-analytics' })
      .first();
    await knex<DbTargetRow>('targets')
      .where({ id: target!.id })
      .update({ state: 'needsHuman' });
    return { ...door, migrationId, targetId: target!.id };
  }

  async function pathFor(
    path: string,
    ids: { migrationId: string; targetId: string },
  ): Promise<string> {
    for (const state of ['running', 'paused']) {
      if (path.includes(`:${state}`)) {
        await knex('migrations').update({ state });
      }
    }
    if (path.includes(':started')) {
      await knex('migrations').update({ state: 'running' });
      await knex('waves').update({ state: 'open' });
    }
    return path
      .replace(/:(m|running|paused|started)\b/, ids.migrationId)
      .replace(/:t\b/, ids.targetId);
  }

  it.each(ROUTES)('%s is for whom it is for', async (...route) => {
    const [, method, path, body, expected] = route;
    const { call, ...ids } = await openPlan();
    const url = await pathFor(path, ids);
    const content: object | undefined =
      body && JSON.parse(JSON.stringify(body).replace('TARGET', ids.targetId));
    const seen: number[] = [];
    // whoever may do it comes last, since doing it changes what the others meet
    const order = [...PEOPLE.keys()].sort((a, b) => expected[b] - expected[a]);
    for (const index of order) {
      const response = await call(method, url, {
        person: PEOPLE[index],
        body: content,
      });
      seen[index] = response.status;
    }
    expect(
      Object.fromEntries(PEOPLE.map((person, i) => [person, seen[i]])),
    ).toEqual(
      Object.fromEntries(PEOPLE.map((person, i) => [person, expected[i]])),
    );
  });

  it('names the permission that a refused change needs', async () => {
    const { call, migrationId } = await openPlan();
    const { body } = await call('post', `/migrations/${migrationId}/start`, {
      person: 'consumerTeamMember',
    });
    expect(body.error).toMatchObject({
      name: 'NotAllowedError',
      message:
        "This needs the permission 'dataset-migrations.migration.update'",
    });
  });

  it('says who owns a dataset to somebody who does not and wants to migrate it', async () => {
    const { call } = await openPlan();
    const { body } = await call('post', '/migrations', {
      person: 'consumerTeamMember',
      body: { contract: CONTRACT_TEXT },
    });
    expect(body.error.message).toMatch(
      /'resource:default\/user-activity-v1' is owned by group:default\/growth-data, not by you/,
    );
  });

  it('shows each caller only the acts that are open to them', async () => {
    const { call, targetId, migrationId } = await openPlan();
    const allowedFor = async (person: Person) => ({
      migration: (await call('get', `/migrations/${migrationId}`, { person }))
        .body.allowed,
      target: (await call('get', `/targets/${targetId}`, { person })).body
        .allowed,
    });
    expect(await allowedFor('user')).toEqual({ migration: [], target: [] });
    expect(await allowedFor('consumerTeamMember')).toEqual({
      migration: [],
      target: ['retry', 'takeOver', 'notAConsumer'],
    });
    expect(await allowedFor('datasetOwner')).toEqual({
      migration: ['update', 'configure', 'plan', 'preview', 'start', 'cancel'],
      target: ['retry', 'takeOver', 'exempt', 'notAConsumer'],
    });
  });

  it('makes lists empty and single things unknown for those who may not read, also before a change', async () => {
    const { call, migrationId, targetId } = await openPlan({
      denied: [migrationReadPermission.name, targetReadPermission.name],
    });
    const list = await call('get', '/migrations').expect(200);
    expect(list.body).toMatchObject({ items: [], totalItems: 0 });
    const incoming = await call(
      'get',
      '/incoming?entityRef=group:default/marketing-analytics',
    ).expect(200);
    expect(incoming.body).toMatchObject({ items: [], totalItems: 0 });
    await call('get', `/migrations/${migrationId}`).expect(404);
    await call('get', `/migrations/${migrationId}/targets`).expect(404);
    await call('post', `/migrations/${migrationId}/cancel`).expect(404);
    await call('get', `/targets/${targetId}`).expect(404);
    await call('post', `/targets/${targetId}/retry`).expect(404);
  });

  it('does not tell a migration that does not exist from one that may not be read', async () => {
    const { call } = await openPlan();
    const unknown = '00000000-0000-4000-8000-000000000000';
    const statuses = [];
    for (const [method, path] of [
      ['get', `/migrations/${unknown}`],
      ['post', `/migrations/${unknown}/start`],
      ['get', `/targets/${unknown}`],
    ] as const) {
      const person = 'admin';
      statuses.push((await call(method, path, { person })).status);
    }
    expect(statuses).toEqual([404, 404, 404]);
  });
});
