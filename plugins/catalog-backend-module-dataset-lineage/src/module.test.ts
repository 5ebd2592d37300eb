import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import type {
  SchedulerServiceTaskInvocationDefinition,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createEvent, createJob } from './__testUtils__/createEvent';
import { createManifest } from './__testUtils__/createManifest';
import module from './module';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const SOURCE = 'resource:default/bigquery.acme-prod.raw.orders_v1';
const MODEL = 'resource:default/bigquery.acme-prod.marts.daily_orders';
const OUTPUT = 'resource:default/bigquery.acme-prod.marts.countries';
const LINEAGE = '/api/catalog/openlineage/v1/lineage';

const COMPONENTS = ['shop-dbt', 'jobs'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name,
    annotations: {
      'backstage.io/source-location': `url:https://github.com/acme/${name}/tree/main/`,
    },
  },
  spec: { type: 'data-pipeline', lifecycle: 'production', owner: 'growth' },
}));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lineage-'));
  await writeFile(
    join(folder, 'catalog.yaml'),
    COMPONENTS.map(entity => JSON.stringify(entity)).join('\n---\n'),
  );
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

type Knex = Awaited<ReturnType<typeof databases.init>>;

/** A backend with the real catalog and the real tokens; tasks run when the test says so. */
async function startCatalog(options: { knex: Knex; datasetLineage?: object }) {
  const tasks = new Map<
    string,
    SchedulerServiceTaskScheduleDefinition &
      SchedulerServiceTaskInvocationDefinition
  >();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async task => void tasks.set(task.id, task),
  });
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      module,
      authServiceFactory,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      scheduler.factory,
      mockServices.database.factory({ knex: options.knex }),
      mockServices.rootConfig.factory({
        data: {
          backend: {
            auth: {
              externalAccess: [
                token('airflow'),
                token('reader', 'catalog.entity.read'),
                token('recorder', 'catalog.dataset-lineage.record'),
              ],
            },
          },
          catalog: {
            processingInterval: { seconds: 1 },
            stitchingStrategy: {
              mode: 'deferred',
              pollingInterval: { milliseconds: 100 },
            },
            locations: [{ type: 'file', target: join(folder, 'catalog.yaml') }],
            providers: { datasetLineage: options.datasetLineage },
          },
        },
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}`;
  const authorization = `Bearer ${tokenOf('airflow')}`;
  const getEntity = async (ref: string): Promise<Entity | undefined> => {
    const [kind, namespace, name] = ref.split(/[:/]/);
    const response = await fetch(
      `${url}/api/catalog/entities/by-name/${kind}/${namespace}/${name}`,
      { headers: { authorization } },
    );
    return response.ok ? ((await response.json()) as Entity) : undefined;
  };
  return {
    tasks,
    getEntity,
    stop: () => backend.stop(),
    run: async (id: string) =>
      await tasks.get(id)!.fn(new AbortController().signal),
    send: async (body: unknown, subject?: string) =>
      await fetch(`${url}${LINEAGE}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(subject && { authorization: `Bearer ${tokenOf(subject)}` }),
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    /** The catalog works through what it is given in its own time. */
    relationsOf: async (ref: string, type: string, count: number) => {
      for (;;) {
        const targets = ((await getEntity(ref))?.relations ?? [])
          .filter(relation => relation.type === type)
          .map(({ targetRef }) => targetRef);
        if (targets.length === count) {
          return targets.sort();
        }
        await setTimeout(100);
      }
    },
    /** The entity, once the catalog shows it. */
    shown: async (ref: string) => {
      for (;;) {
        const entity = await getEntity(ref);
        if (entity) {
          return entity;
        }
        await setTimeout(100);
      }
    },
    untilGone: async (ref: string) => {
      while (await getEntity(ref)) {
        await setTimeout(100);
      }
    },
  };
}

function tokenOf(subject: string): string {
  return `token-of-${subject}`;
}

function token(subject: string, permission?: string) {
  return {
    type: 'static',
    options: { token: tokenOf(subject), subject },
    ...(permission && {
      accessRestrictions: [{ plugin: 'catalog', permission }],
    }),
  };
}

describe.each(databases.eachSupportedId())('the module on %s', databaseId => {
  let catalog: Awaited<ReturnType<typeof startCatalog>>;
  const start = async (datasetLineage?: object) => {
    const knex = await databases.init(databaseId);
    catalog = await startCatalog({ knex, datasetLineage });
    return knex;
  };
  afterEach(async () => await catalog?.stop());

  it('turns a manifest into datasets, and the component of its project into their consumer', async () => {
    const path = join(folder, 'manifest.json');
    await writeFile(path, JSON.stringify(createManifest()));
    await start({
      dbt: [
        {
          id: 'shop',
          source: { path },
          repository: 'https://github.com/acme/shop-dbt/tree/main/',
          component: 'component:default/shop-dbt',
        },
      ],
    });
    await catalog.run('dataset-lineage-dbt-shop');
    await catalog.run('dataset-lineage-publish');

    await expect(
      catalog.relationsOf(SOURCE, 'dependencyOf', 2),
    ).resolves.toEqual(['component:default/shop-dbt', MODEL]);
    await expect(
      catalog.relationsOf('component:default/shop-dbt', 'dependsOn', 1),
    ).resolves.toEqual([SOURCE]);
    await expect(
      catalog.relationsOf(MODEL, 'dependencyOf', 1),
    ).resolves.toEqual(['component:default/exposure.shop.shop.revenue']);
    await expect(catalog.shown(MODEL)).resolves.toMatchObject({
      metadata: {
        annotations: {
          'backstage.io/source-location':
            'url:https://github.com/acme/shop-dbt/tree/main/',
        },
      },
    });

    const shrunk = createManifest();
    shrunk.exposures = {} as typeof shrunk.exposures;
    await writeFile(path, JSON.stringify(shrunk));
    await catalog.run('dataset-lineage-dbt-shop');
    await catalog.run('dataset-lineage-publish');
    await catalog.untilGone('component:default/exposure.shop.shop.revenue');
  });

  it('finds the component of a job in a repository that the catalog knows, and makes one for a job in another', async () => {
    await start({ openLineage: {} });
    await catalog.shown('component:default/jobs');
    const elsewhere = createJob({
      name: 'elsewhere',
      sourceCodeLocation: {
        type: 'git',
        url: 'https://github.com/acme/forgotten/blob/main/etl.py',
      },
    });
    const sent = await catalog.send(createEvent(), 'airflow');
    await catalog.send(
      createEvent({ job: elsewhere, run: { runId: '2' }, outputs: [] }),
      'airflow',
    );
    await catalog.run('dataset-lineage-publish');

    expect(sent.status).toBe(201);
    await expect(
      catalog.relationsOf(SOURCE, 'dependencyOf', 3),
    ).resolves.toEqual([
      'component:default/airflow.elsewhere',
      'component:default/jobs',
      OUTPUT,
    ]);
    await expect(
      catalog.shown('component:default/airflow.elsewhere'),
    ).resolves.toMatchObject({
      metadata: {
        annotations: {
          'backstage.io/source-location':
            'url:https://github.com/acme/forgotten/tree/HEAD/',
        },
      },
      spec: { type: 'data-job', owner: 'group:default/unknown' },
    });
    await expect(catalog.shown(OUTPUT)).resolves.toMatchObject({
      metadata: {
        annotations: {
          'dataset-lineage.skein.dev/made-by': 'component:default/jobs',
          'dataset-lineage.skein.dev/columns': JSON.stringify([
            { name: 'country', from: [{ dataset: SOURCE, column: 'country' }] },
          ]),
        },
      },
      spec: { owner: 'group:default/growth' },
    });
    await expect(
      catalog.getEntity('component:default/airflow.daily.countries'),
    ).resolves.toBeUndefined();
  });

  it.each([
    ['nobody', undefined, 401],
    ['a token that may only read the catalog', 'reader', 403],
    ['a token that may record', 'recorder', 201],
    ['a token without restrictions', 'airflow', 201],
  ])('answers %s as it should', async (_who, subject, status) => {
    await start({ openLineage: {} });
    expect((await catalog.send(createEvent(), subject)).status).toBe(status);
  });

  it('says what is wrong with an event, and stores the others of its list', async () => {
    await start({ openLineage: { maxBodyMegabytes: 1 } });
    const broken = { eventTime: 'yesterday', job: { namespace: 'a' } };

    const alone = await catalog.send(broken, 'airflow');
    expect(alone.status).toBe(400);
    await expect(alone.json()).resolves.toMatchObject({
      error: {
        message: expect.stringContaining('eventTime: is no point in time'),
      },
    });
    const list = await catalog.send([broken, createEvent()], 'airflow');
    expect(list.status).toBe(200);
    await expect(list.json()).resolves.toMatchObject({
      status: 'partial_success',
      summary: { received: 2, successful: 1, failed: 1 },
      failed_events: [{ index: 0, retriable: false }],
    });
    const large = await catalog.send(
      JSON.stringify({ filler: 'x'.repeat(1024 * 1024) }),
      'airflow',
    );
    expect(large.status).toBe(413);
    const many = await catalog.send(Array(1001).fill({}), 'airflow');
    expect(many.status).toBe(400);
  });

  it('adds nothing where nothing is configured, and takes in nothing without openLineage', async () => {
    await start();
    expect(
      [...catalog.tasks.keys()].filter(id => id.includes('lineage')),
    ).toEqual([]);
    await catalog.stop();
    await start({});
    expect((await catalog.send(createEvent(), 'airflow')).status).toBe(404);
  });

  it('keeps its own books of schema changes beside those of the catalog, and takes them back', async () => {
    const knex = await start({});
    const own = {
      directory: join(__dirname, '../migrations'),
      tableName: 'dataset_lineage_knex_migrations',
    };
    await knex('dataset_lineage_nodes').insert({
      node_key: 'k',
      kind: 'dataset',
      namespace: 'a',
      name: 'b',
    });
    await knex.migrate.rollback(own, true);
    await expect(knex.schema.hasTable('dataset_lineage_nodes')).resolves.toBe(
      false,
    );
    await expect(knex.schema.hasTable('refresh_state')).resolves.toBe(true);
    await knex.migrate.latest(own);
    await expect(knex('dataset_lineage_nodes')).resolves.toEqual([]);
  });
});
