import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { urlReaderServiceFactory } from '@backstage/backend-defaults/urlReader';
import type { SchedulerServiceTaskInvocationDefinition } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { AlphaEntity as Entity } from '@backstage/catalog-model/alpha';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModule from '@skein/backstage-plugin-catalog-backend-module-dataset-migrations';
import express from 'express';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import request from 'supertest';
import { stringify } from 'yaml';
import { datasetMigrationsPlugin } from '../plugin';
import { CONTRACT_TEXT, NEW_DATASET, OLD_DATASET } from './acmeEstate';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const REF = 'datasetmigration:default/user-activity-v2';
const OWNER = 'group:default/growth-data';

const FILE = `
apiVersion: skein.dev/v1alpha1
kind: DatasetMigration
metadata: { name: user-activity-v2, title: User activity v1 → v2 }
spec:
  owner: growth-data
  contract: { $text: ./contract.yaml }
  deadline: 2030-01-31
`;

const dataset = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name },
  spec: { type: 'dataset', owner: 'growth-data' },
});

const ESTATE = [
  dataset('user-activity-v1'),
  dataset('user-activity-v2'),
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: 'growth-data' },
    spec: { type: 'team', children: [] },
  },
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'marketing-dbt' },
    spec: {
      type: 'data-pipeline',
      lifecycle: 'production',
      owner: 'growth-data',
      dependsOn: [OLD_DATASET],
    },
  },
];

type Knex = Awaited<ReturnType<typeof databases.init>>;

describe.each(databases.eachSupportedId())(
  'migrations in the real catalog, %s',
  id => {
    let folder: string;
    /** Serves the folder: of files on a disk the catalog reads no further files. */
    let server: Server;
    let backend: Awaited<ReturnType<typeof startTestBackend>>;
    let tick: () => Promise<void>;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'catalog-entities-'));
      await writeFile(
        join(folder, 'estate.yaml'),
        ESTATE.map(entity => stringify(entity)).join('---\n'),
      );
      await writeFile(join(folder, 'contract.yaml'), CONTRACT_TEXT);
      await writeFile(join(folder, 'migration.yaml'), FILE);
      server = createServer(express().use(express.static(folder)));
      await new Promise<void>(resolve => {
        server.listen(0, '127.0.0.1', resolve);
      });
      await start(await databases.init(id));
    });
    afterEach(async () => {
      await backend.stop();
      await new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await rm(folder, { recursive: true, force: true });
    });

    async function start(knex: Knex) {
      const tasks = new Map<string, SchedulerServiceTaskInvocationDefinition>();
      const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
      const database =
        id === 'SQLITE_3'
          ? { client: 'better-sqlite3', connection: ':memory:' }
          : {
              client: 'pg',
              connection: knex.client.config.connection,
              pluginDivisionMode: 'schema',
            };
      backend = await startTestBackend({
        features: [
          catalogPlugin,
          catalogModule,
          datasetMigrationsPlugin,
          databaseServiceFactory,
          urlReaderServiceFactory,
          mockServices.scheduler.mock({
            scheduleTask: async task => void tasks.set(task.id, task),
          }).factory,
          mockServices.rootConfig.factory({
            data: {
              app: { baseUrl: 'http://localhost:7007' },
              backend: {
                baseUrl: 'http://localhost:7007',
                database,
                reading: { allow: [{ host }] },
              },
              catalog: {
                processingInterval: { seconds: 1 },
                stitchingStrategy: {
                  mode: 'deferred',
                  pollingInterval: { milliseconds: 100 },
                },
                rules: [
                  {
                    allow: [
                      'Component',
                      'Group',
                      'Resource',
                      'DatasetMigration',
                    ],
                  },
                ],
                locations: ['estate', 'migration'].map(name => ({
                  type: 'url',
                  target: `http://${host}/${name}.yaml`,
                })),
              },
              datasetMigrations: { workingDirectory: join(folder, 'work') },
            },
          }),
        ],
      });
      tick = async () =>
        await tasks.get('catalog-entities')!.fn(new AbortController().signal);
    }

    const get = async (path: string) =>
      await request(backend.server).get(`/api/${path}`);

    async function untilEntity(
      ref: string,
      matches: (entity: Entity | undefined) => boolean,
    ): Promise<Entity> {
      const [kind, namespace, name] = ref.split(/[:/]/);
      for (;;) {
        const answer = await get(
          `catalog/entities/by-name/${kind}/${namespace}/${name}`,
        );
        const entity: Entity | undefined =
          answer.status === 200 ? answer.body : undefined;
        if (matches(entity)) {
          return entity!;
        }
        await setTimeout(100);
      }
    }

    const migrations = async () =>
      (await get('dataset-migrations/migrations')).body.items;

    const targetsOf = (entity: Entity, type: string) =>
      (entity.relations ?? [])
        .filter(relation => relation.type === type)
        .map(({ targetRef }) => targetRef)
        .sort();

    it('relates a migration to its owner and datasets, and follows it as its file changes', async () => {
      const entity = await untilEntity(
        REF,
        found => found?.relations?.length === 3,
      );
      expect(targetsOf(entity, 'ownedBy')).toEqual([OWNER]);
      expect(targetsOf(entity, 'partOf')).toEqual([OLD_DATASET, NEW_DATASET]);
      expect(entity.spec?.contract).toBe(CONTRACT_TEXT);
      const old = await untilEntity(
        OLD_DATASET,
        found => found?.relations?.length === 3,
      );
      expect(targetsOf(old, 'hasPart')).toEqual([REF]);
      expect(targetsOf(old, 'dependencyOf')).toEqual([
        'component:default/marketing-dbt',
      ]);

      await tick();
      await tick();
      const [draft, ...others] = await migrations();
      expect(others).toEqual([]);
      expect(draft).toMatchObject({
        state: 'draft',
        ownerRef: OWNER,
        createdBy: REF,
        deadline: '2030-01-31',
      });

      await request(backend.server)
        .post(`/api/dataset-migrations/migrations/${draft.id}/plan`)
        .expect(200);
      const consumers = await get(
        `dataset-migrations/migrations/${draft.id}/consumers`,
      );
      expect(
        consumers.body.items.map(
          (each: { entityRef: string }) => each.entityRef,
        ),
      ).toEqual(['component:default/marketing-dbt']);

      await writeFile(
        join(folder, 'migration.yaml'),
        FILE.replace('2030-01-31', '2030-02-28'),
      );
      await untilEntity(REF, found => found?.spec?.deadline === '2030-02-28');
      await tick();
      expect(await migrations()).toMatchObject([
        { id: draft.id, deadline: '2030-02-28' },
      ]);

      await writeFile(
        join(folder, 'migration.yaml'),
        FILE.replace('2030-01-31', 'soon'),
      );
      const broken = await untilEntity(
        REF,
        found => found?.status !== undefined,
      );
      expect(broken.status?.items?.[0].message).toContain(
        'spec.deadline: "soon" must be a day, such as 2027-01-15',
      );
      await tick();
      expect(await migrations()).toMatchObject([{ deadline: '2030-02-28' }]);
    });
  },
);
