import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackendOptions,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createBackendModule,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { DATASET_MIGRATIONS_TOPIC } from '@skein/backstage-plugin-dataset-migrations-common';
import { codeHostsExtensionPoint } from '@skein/backstage-plugin-dataset-migrations-node';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { datasetMigrationsPlugin } from './plugin';
import { ACME_ENTITIES, CONTRACT_TEXT } from './tests/acmeEstate';
import { GitServer } from './tests/GitServer';
import { TestCodeHost } from './tests/TestCodeHost';

type TestBackendFeatures = NonNullable<TestBackendOptions<[]>['features']>;

describe('the plugin', () => {
  let git: GitServer;
  let workingDirectory: string;

  beforeAll(async () => {
    git = await GitServer.start();
  });
  afterAll(async () => {
    await git.stop();
  });
  beforeEach(async () => {
    workingDirectory = await mkdtemp(join(tmpdir(), 'plugin-'));
  });
  afterEach(async () => {
    await rm(workingDirectory, { recursive: true, force: true });
  });

  const codeHostModule = (times: number) =>
    createBackendModule({
      pluginId: 'dataset-migrations',
      moduleId: 'test-code-host',
      register(env) {
        env.registerInit({
          deps: { codeHosts: codeHostsExtensionPoint },
          async init({ codeHosts }) {
            for (let index = 0; index < times; index++) {
              codeHosts.addCodeHost(new TestCodeHost(git));
            }
          },
        });
      },
    });

  async function start(
    options: {
      data?: object;
      codeHosts?: number;
      features?: TestBackendFeatures;
    } = {},
  ) {
    return await startTestBackend({
      features: [
        datasetMigrationsPlugin,
        codeHostModule(options.codeHosts ?? 1),
        ...(options.features ?? [catalogServiceMock.factory({ entities: [] })]),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:7007' },
            backend: {
              baseUrl: 'http://localhost:7007',
              database: { client: 'better-sqlite3', connection: ':memory:' },
            },
            datasetMigrations: { workingDirectory, ...options.data },
          },
        }),
      ],
    });
  }

  it('offers its actions to assistants', async () => {
    const backend = await start();

    const { body } = await request(backend.server)
      .get('/api/dataset-migrations/.backstage/actions/v1/actions')
      .set('authorization', mockCredentials.service.header());

    expect(body.actions.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining([
        'dataset-migrations:list-migrations',
        'dataset-migrations:explain-migration-for-team',
      ]),
    );
    await backend.stop();
  });

  it('tells plugins of the same Backstage what happens', async () => {
    const heard: unknown[] = [];
    let scheduler: SchedulerService | undefined;
    const backend = await start({
      features: [
        createBackendModule({
          pluginId: 'dataset-migrations',
          moduleId: 'listener',
          register(env) {
            env.registerInit({
              deps: {
                events: eventsServiceRef,
                ticks: coreServices.scheduler,
              },
              async init({ events, ticks }) {
                scheduler = ticks;
                await events.subscribe({
                  id: 'listener',
                  topics: [DATASET_MIGRATIONS_TOPIC],
                  onEvent: async ({ eventPayload }) => {
                    heard.push(eventPayload);
                  },
                });
              },
            });
          },
        }),
        catalogServiceMock.factory({ entities: ACME_ENTITIES }),
      ],
    });
    await request(backend.server)
      .post('/api/dataset-migrations/migrations')
      .send({ contract: CONTRACT_TEXT })
      .expect(201);

    await scheduler?.triggerTask('event-relay');

    expect(heard).toEqual([
      expect.objectContaining({
        type: 'skein.migrationCreated.v1',
        source: 'http://localhost:7007/dataset-migrations',
      }),
    ]);
    await backend.stop();
  });

  it('starts, answers over REST and stops', async () => {
    const backend = await start();

    const response = await request(backend.server).get(
      '/api/dataset-migrations/migrations',
    );

    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ items: [], totalItems: 0 });
    await backend.stop();
  });

  it('lets webhooks in without credentials, and refuses one that nobody signed', async () => {
    const backend = await start();

    const unknown = await request(backend.server)
      .post('/api/dataset-migrations/webhooks/nobody')
      .set('Authorization', '')
      .send({});

    expect(unknown.status).toBe(404);
    await backend.stop();
  });

  it('refuses two code hosts with one id', async () => {
    await expect(start({ codeHosts: 2 })).rejects.toThrow(
      /There is a code host with the id 'test' already/,
    );
  });

  it('refuses a configuration that cannot be meant', async () => {
    await expect(start({ data: { leaseSeconds: 1 } })).rejects.toThrow(
      /datasetMigrations.leaseSeconds is 1/,
    );
  });
});
