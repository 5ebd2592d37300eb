import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import gitlabModule from '@skein/backstage-plugin-dataset-migrations-backend-module-gitlab';
import { startGitlabDouble, type GitlabDouble } from '@skein/local-estate';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { datasetMigrationsPlugin } from '../plugin';
import { acmeEntity } from './acmeCatalog';
import { CONTRACT_TEXT, NEW_DATASET, OLD_DATASET } from './acmeEstate';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const API = '/api/dataset-migrations';
const PROJECT = 'acme/data/jobs/pricing';
const SECRET = 'a secret of webhooks';

const ENTITIES = [
  acmeEntity({
    ref: OLD_DATASET,
    type: 'dataset',
    owner: 'group:default/growth-data',
    relations: { dependencyOf: ['component:default/pricing'] },
  }),
  acmeEntity({
    ref: NEW_DATASET,
    type: 'dataset',
    owner: 'group:default/growth-data',
  }),
  acmeEntity({
    ref: 'component:default/pricing',
    owner: 'group:default/finance',
    annotations: { 'gitlab.com/project-slug': PROJECT },
  }),
];

interface SeenTarget {
  id: string;
  state: string;
  repository: string;
  pullRequest?: { url: string };
}

describe.each(databases.eachSupportedId())('on GitLab, %s', id => {
  let directory: string;
  let gitlab: GitlabDouble;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'whole-way-'));
    gitlab = await startGitlabDouble({
      directory: join(directory, 'gitlab'),
      projects: [
        {
          path: PROJECT,
          files: {
            'sql/daily.sql':
              'SELECT user_id FROM `acme-prod.analytics.user_activity_v1`\n',
            CODEOWNERS: '* @farid @acme/data/finance\n',
          },
        },
      ],
    });
  });

  afterEach(async () => {
    await gitlab.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('goes the whole way in a project below subgroups: planned, rewritten, pushed, opened, merged by a person, seen by webhook', async () => {
    const backend = await startTestBackend({
      features: [
        datasetMigrationsPlugin,
        gitlabModule,
        // the work of the background has to be done
        schedulerServiceFactory,
        catalogServiceMock.factory({ entities: ENTITIES }),
        mockServices.database.factory({ knex: await databases.init(id) }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:7007' },
            backend: { baseUrl: 'http://localhost:7007' },
            integrations: {
              gitlab: [
                {
                  host: gitlab.host,
                  apiBaseUrl: gitlab.apiUrl,
                  baseUrl: gitlab.url,
                  token: gitlab.token,
                },
              ],
            },
            datasetMigrations: {
              workingDirectory: join(directory, 'work'),
              gitlab: { webhookSecret: SECRET },
            },
          },
        }),
      ],
    });
    const post = async (path: string, body: object) => {
      const answer = await request(backend.server)
        .post(`${API}${path}`)
        .send(body);
      expect(answer.text).not.toContain('"error"');
      return answer.body;
    };
    const untilState = async (migrationId: string, state: string) => {
      for (;;) {
        const { body } = await request(backend.server).get(
          `${API}/migrations/${migrationId}/targets`,
        );
        const [target]: SeenTarget[] = body.items;
        if (target.state === state) {
          return target;
        }
        expect(target).not.toMatchObject({
          state: expect.stringMatching(/needsHuman|failed|noChanges/),
        });
      }
    };

    const migration = await post('/migrations', {
      contract: CONTRACT_TEXT,
      requiredLevel: 'E1',
    });
    await post(`/migrations/${migration.id}/plan`, {});
    await post(`/migrations/${migration.id}/start`, {});
    const opened = await untilState(migration.id, 'prOpen');

    expect(opened.repository).toBe(`${gitlab.host}/${PROJECT}`);
    const project = `${gitlab.apiUrl}/projects/${encodeURIComponent(PROJECT)}`;
    const headers = { authorization: 'Bearer glpat-farid' };
    const ask = async (path: string, init: RequestInit = {}) =>
      await (await fetch(`${project}${path}`, { ...init, headers })).json();
    const listed = await ask('/merge_requests?state=all');
    expect(listed).toMatchObject([
      {
        web_url: opened.pullRequest?.url,
        state: 'opened',
        labels: expect.arrayContaining(['skein']),
        reviewers: [{ username: 'farid' }],
      },
    ]);
    await ask('/merge_requests/1/merge', { method: 'PUT' });
    const delivered = await request(backend.server)
      .post(`${API}/webhooks/gitlab`)
      .set({
        'x-gitlab-event': 'Merge Request Hook',
        'x-gitlab-token': SECRET,
        'idempotency-key': 'one',
        authorization: '',
      })
      .send({
        object_kind: 'merge_request',
        project: {
          path_with_namespace: PROJECT,
          web_url: `${gitlab.url}/${PROJECT}`,
        },
        object_attributes: { iid: 1 },
      });

    expect(delivered.status).toBe(202);
    await untilState(migration.id, 'merged');
    await backend.stop();
  });
});
