import { TestDatabases } from '@backstage/backend-test-utils';
import request from 'supertest';
import { applyDatabaseMigrations } from '../database/applyDatabaseMigrations';
import { acmeEntity, sourceAt } from '../tests/acmeCatalog';
import { createCodeHostDouble } from '../tests/createCodeHostDouble';
import {
  createTestDoor,
  type Person,
  type TestDoorOptions,
} from '../tests/createTestDoor';

jest.setTimeout(60_000);

const OLD = 'resource:default/user-activity-v1';
const NEW = 'resource:default/user-activity-v2';

const CONTRACT = `
apiVersion: skein.dev/v1alpha1
kind: MappingContract
metadata: { name: user-activity-v2, title: User activity v1 → v2 }
spec:
  datasets:
    - from:
        entityRef: ${OLD}
        names: [{ platform: bigquery, name: acme-prod.analytics.user_activity_v1 }]
        schema: [{ name: user_id }]
      to:
        entityRef: ${NEW}
        names: [{ platform: bigquery, name: acme-prod.core.user_activity }]
        schema: [{ name: account_id }]
      fields: [{ from: user_id, to: account_id }]
`;

const ENTITIES = [
  acmeEntity({
    ref: OLD,
    type: 'dataset',
    owner: 'group:default/growth-data',
    relations: {
      dependencyOf: [
        'component:default/marketing-dbt',
        'component:default/finance-sql',
        'component:default/lost-code',
        'component:default/deleted',
      ],
    },
  }),
  acmeEntity({ ref: NEW, type: 'dataset', owner: 'group:default/growth-data' }),
  acmeEntity({
    ref: 'component:default/marketing-dbt',
    owner: 'group:default/marketing-analytics',
    annotations: sourceAt('marketing-dbt'),
    relations: { dependencyOf: ['component:default/report'] },
  }),
  acmeEntity({
    ref: 'component:default/finance-sql',
    owner: 'group:default/finance',
    annotations: sourceAt('finance-sql'),
  }),
  acmeEntity({
    ref: 'component:default/lost-code',
    owner: 'group:default/finance',
  }),
  acmeEntity({
    ref: 'component:default/report',
    owner: 'group:default/finance',
    annotations: sourceAt('report'),
  }),
];

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('the REST API on %s', databaseId => {
  async function openDoor(options: Partial<TestDoorOptions> = {}) {
    const knex = await databases.init(databaseId);
    await applyDatabaseMigrations(knex);
    const door = await createTestDoor({
      knex,
      entities: ENTITIES,
      codeHosts: [createCodeHostDouble()],
      ...options,
    });
    const call = (
      method: 'get' | 'post' | 'patch',
      path: string,
      options_: { person?: Person; body?: object } = {},
    ) => {
      const { person = 'datasetOwner', body } = options_;
      return request(door.app)[method](path).set(door.as(person)).send(body);
    };
    return { ...door, knex, call };
  }

  async function planned(options: Partial<TestDoorOptions> = {}) {
    const door = await openDoor(options);
    const { body: draft } = await door
      .call('post', '/migrations', { body: { contract: CONTRACT } })
      .expect(201);
    const { body: plan } = await door
      .call('post', `/migrations/${draft.id}/plan`)
      .expect(200);
    return { ...door, id: draft.id as string, plan };
  }

  it('takes a migration from a contract over a plan and a preview to a start', async () => {
    const { call, id, plan } = await planned();

    expect(plan).toMatchObject({
      state: 'planned',
      ownerRef: 'group:default/growth-data',
      createdBy: 'user:default/ana',
      fromRefs: [OLD],
      toRefs: [NEW],
      targetCount: 2,
      consumerCount: 4,
      stateReason: '4 consumers found; 2 targets to move.',
      allowed: ['update', 'plan', 'preview', 'start', 'cancel'],
    });
    expect(plan.findings).toEqual([
      expect.objectContaining({
        kind: 'noRepository',
        entityRef: 'component:default/lost-code',
      }),
      expect.objectContaining({
        kind: 'danglingRelation',
        entityRef: 'component:default/deleted',
      }),
    ]);

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
      body: { planHash: plan.planHash },
    }).expect(200);
    expect(started.body).toMatchObject({
      state: 'running',
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
    const events = await call('get', `/migrations/${id}/events`);
    expect(
      events.body.items.map((each: { kind: string }) => each.kind),
    ).toEqual(
      expect.arrayContaining([
        'migrationCreated',
        'migrationMoved',
        'targetMoved',
      ]),
    );
  });
});
