import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { createEvent, createJob } from '../__testUtils__/createEvent';
import { createManifest, createModel } from '../__testUtils__/createManifest';
import { lineageConfigSchema } from '../config/lineageConfigSchema';
import type { LineageConfig } from '../config/readLineageConfig';
import { applyDatabaseMigrations } from '../database/applyDatabaseMigrations';
import { storeFacts } from '../database/storeFacts';
import { foldManifest } from '../dbt/foldManifest';
import { parseManifest } from '../dbt/parseManifest';
import { recordEvents } from '../openlineage/recordEvents';
import { DatasetLineageProvider } from './DatasetLineageProvider';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const DAY_MS = 86_400_000;
const SCHEDULE = { frequency: { hours: 1 }, timeout: { hours: 1 } };

function createConfig(changes: object = {}): LineageConfig {
  const { dbt, openLineage, ...entities } = lineageConfigSchema.parse({
    dbt: [{ id: 'shop', source: { path: '/manifest.json' } }],
    openLineage: {},
    ...changes,
  });
  return {
    entities: { ...entities, jobType: 'data-job' },
    publishSchedule: SCHEDULE,
    dbt: dbt.map(source => ({ ...source, schedule: SCHEDULE })),
    openLineage,
  };
}

function component(name: string, place: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'backstage.io/source-location': `url:https://github.com/acme/${place}`,
      },
    },
  };
}

describe.each(databases.eachSupportedId())('the provider on %s', databaseId => {
  let knex: Knex;
  let components: Entity[];
  let mutations: EntityProviderMutation[];
  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await applyDatabaseMigrations(knex);
    components = [component('jobs', 'jobs/tree/main/')];
    mutations = [];
  });

  const connection = {
    applyMutation: async (mutation: EntityProviderMutation) =>
      void mutations.push(mutation),
    refresh: async () => undefined,
  };

  async function startProvider(
    config = createConfig(),
    mutate = connection.applyMutation,
  ) {
    const provider = new DatasetLineageProvider({
      config,
      knex,
      catalog: {
        async *streamEntities() {
          yield components;
        },
      },
      auth: mockServices.auth(),
      scheduler: mockServices.scheduler.mock(),
      urlReader: mockServices.urlReader.mock(),
      logger: mockServices.logger.mock(),
    });
    await provider.connect({ ...connection, applyMutation: mutate });
    return provider;
  }

  const store = async (manifest: object, id = 'shop') =>
    await storeFacts(knex, {
      sourceId: `dbt:${id}`,
      hash: JSON.stringify(manifest).length.toString(),
      facts: foldManifest(parseManifest(JSON.stringify(manifest)), {
        id,
        component: `component:default/${id}-dbt`,
      }),
    });

  const record = async (...events: unknown[]) =>
    await recordEvents(events, {
      knex,
      logger: mockServices.logger.mock(),
      retention: 30 * DAY_MS,
    });

  /** What the catalog was told since the last look: names, and the sign of what became of them. */
  const told = () =>
    mutations
      .splice(0)
      .flatMap(mutation =>
        mutation.type === 'full'
          ? mutation.entities.map(({ entity }) => `= ${entity.metadata.name}`)
          : [
              ...mutation.added.map(
                ({ entity }) => `+ ${entity.metadata.name}`,
              ),
              ...mutation.removed.map(
                each => `- ${'entityRef' in each ? each.entityRef : ''}`,
              ),
            ],
      )
      .sort();

  const entities = () =>
    new Map(
      mutations.flatMap(mutation =>
        (mutation.type === 'full' ? mutation.entities : mutation.added).map(
          ({ entity }) => [entity.metadata.name, entity] as const,
        ),
      ),
    );

  it('tells everything at first, then nothing, then only what has changed', async () => {
    await store(createManifest());
    const provider = await startProvider();
    await provider.publish();
    expect(told()).toEqual([
      '= bigquery.acme-prod.marts.daily_orders',
      '= bigquery.acme-prod.raw.orders_v1',
      '= bigquery.acme-prod.raw.unused',
      '= exposure.shop.shop.revenue',
    ]);

    await store(createManifest());
    await provider.publish();
    expect(mutations).toEqual([]);

    const changed = createManifest({
      nodes: { a: createModel({ name: 'added' }) },
    });
    changed.nodes['model.shop.daily_orders'].description = 'Changed';
    changed.exposures = {} as typeof changed.exposures;
    await store(changed);
    await provider.publish();
    expect(told()).toEqual([
      '+ bigquery.acme-prod.marts.added',
      '+ bigquery.acme-prod.marts.daily_orders',
      '- component:default/exposure.shop.shop.revenue',
    ]);
  });

  it('tells nothing of what was looked at again and is as it was', async () => {
    const at = (days: number) =>
      new Date(Date.now() - days * DAY_MS).toISOString();
    const provider = await startProvider();
    await record(createEvent({ eventTime: at(2) }));
    await provider.publish();
    told();
    await record(createEvent({ eventTime: at(0) }));
    await expect(
      knex('dataset_lineage_nodes').whereRaw('version > published_version'),
    ).resolves.not.toEqual([]);
    await provider.publish();
    expect(mutations).toEqual([]);
  });

  it('tells everything again after a start, and what another replica has told not twice', async () => {
    await store(createManifest());
    const one = await startProvider();
    await one.publish();
    const other = await startProvider();
    await other.publish();
    expect(mutations.map(({ type }) => type)).toEqual(['full', 'full']);
    told();
    await store(createManifest({ nodes: { a: createModel({ name: 'a' }) } }));
    await other.publish();
    await one.publish();
    expect(told()).toEqual(['+ bigquery.acme-prod.marts.a']);
  });

  it('tells again what the catalog did not hear', async () => {
    let isDown = false;
    const provider = await startProvider(createConfig(), async mutation => {
      if (isDown) {
        throw new Error('The database is away');
      }
      mutations.push(mutation);
    });
    await store(createManifest());
    await provider.publish();
    told();
    await store(createManifest({ nodes: { a: createModel({ name: 'a' }) } }));
    isDown = true;
    await expect(provider.publish()).rejects.toThrow('away');
    isDown = false;
    await provider.publish();
    expect(told()).toEqual(['+ bigquery.acme-prod.marts.a']);
  });

  it('tells what changed while it was telling with the next turn', async () => {
    const provider = await startProvider(createConfig(), async mutation => {
      mutations.push(mutation);
      if (mutations.length === 1) {
        await record(createEvent());
      }
    });
    await store(createManifest());
    await provider.publish();
    told();
    await provider.publish();
    expect(told()).toContain('+ bigquery.acme-prod.raw.orders_v1');
  });

  it('makes one dataset of what dbt and events say of it', async () => {
    await store(createManifest());
    await record(createEvent());
    const provider = await startProvider();
    await provider.publish();
    const orders = entities().get('bigquery.acme-prod.raw.orders_v1');
    expect(orders).toMatchObject({
      metadata: {
        title: 'raw.orders',
        annotations: {
          'skein.dev/schema': JSON.stringify([
            { name: 'order_no', type: 'INT64' },
            { name: 'country', type: 'STRING' },
          ]),
        },
      },
      spec: {
        type: 'dataset',
        owner: 'group:default/ingest',
        dependencyOf: ['component:default/jobs', 'component:default/shop-dbt'],
      },
    });
    expect(
      entities().get('bigquery.acme-prod.marts.countries')?.spec,
    ).toMatchObject({
      dependsOn: ['resource:default/bigquery.acme-prod.raw.orders_v1'],
    });
  });

  it('makes the model of one project the source of another', async () => {
    await store(createManifest());
    const reader = {
      ...createManifest(),
      exposures: {},
      nodes: {
        a: createModel({
          name: 'weekly_orders',
          depends_on: { nodes: ['source.shop.raw.orders'] },
        }),
      },
    };
    Object.assign(reader.sources['source.shop.raw.orders'], {
      schema: 'marts',
      identifier: 'daily_orders',
      meta: { owner: 'group:default/who-reads' },
    });
    await store(reader, 'reports');
    const provider = await startProvider(
      createConfig({
        dbt: ['shop', 'reports'].map(id => ({ id, source: { path: '/m' } })),
      }),
    );
    await provider.publish();
    expect(
      entities().get('bigquery.acme-prod.marts.daily_orders')?.spec,
    ).toMatchObject({
      owner: 'group:default/finance',
      dependencyOf: ['component:default/reports-dbt'],
    });
  });

  it('lets a component take over jobs whose code it has, and gives them back when it goes', async () => {
    components = [];
    await record(createEvent());
    const provider = await startProvider(
      createConfig({ openLineage: { matchInterval: { milliseconds: 1 } } }),
    );
    await provider.publish();
    expect(told()).toContain('= airflow.daily.countries');

    components = [component('jobs', 'jobs/tree/main/')];
    await provider.publish();
    expect(
      entities().get('bigquery.acme-prod.raw.orders_v1')?.spec?.dependencyOf,
    ).toEqual(['component:default/jobs']);
    expect(told()).toContain('- component:default/airflow.daily.countries');

    components = [];
    await provider.publish();
    expect(told()).toContain('+ airflow.daily.countries');
  });

  it('takes away what no event tells of any more, and leaves no rows of it', async () => {
    const provider = await startProvider(
      createConfig({ openLineage: { retention: { days: 7 } } }),
    );
    const old = new Date(Date.now() - 6.9999 * DAY_MS).toISOString();
    await record(
      createEvent({ eventTime: old, job: createJob({ name: 'x' }) }),
    );
    await provider.publish();
    expect(told()).toHaveLength(2);
    jest.useFakeTimers({
      now: Date.now() + DAY_MS,
      doNotFake: [
        'nextTick',
        'setImmediate',
        'setTimeout',
        'setInterval',
        'clearTimeout',
        'clearInterval',
      ],
    });
    try {
      await provider.publish();
    } finally {
      jest.useRealTimers();
    }
    expect(told()).toEqual([
      '- resource:default/bigquery.acme-prod.marts.countries',
      '- resource:default/bigquery.acme-prod.raw.orders_v1',
    ]);
    expect(
      await knex('dataset_lineage_nodes').where({ kind: 'dataset' }),
    ).toEqual([]);
  });

  it('forgets sources that are no longer configured', async () => {
    await store(createManifest());
    await record(createEvent());
    await (await startProvider()).publish();
    expect(told()).toHaveLength(5);
    await (
      await startProvider(createConfig({ dbt: [], openLineage: undefined }))
    ).publish();
    expect(mutations).toEqual([{ type: 'full', entities: [] }]);
    expect(await knex('dataset_lineage_nodes')).toEqual([]);
  });

  it('moves entities when their namespace is another', async () => {
    await record(createEvent());
    await (await startProvider()).publish();
    told();
    await (await startProvider(createConfig({ namespace: 'data' }))).publish();
    const [{ metadata, spec }] = [...entities().values()].filter(
      entity => entity.metadata.title === 'acme-prod.marts.countries',
    );
    expect(metadata.namespace).toBe('data');
    expect(spec?.dependsOn).toEqual([
      'resource:data/bigquery.acme-prod.raw.orders_v1',
    ]);
  });
});
