import { createServer, type Server } from 'node:http';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { GithubCodeHost } from '@skein/backstage-plugin-dataset-migrations-backend-module-github';
import {
  startLocalEstateProcess,
  type LocalEstateProcess,
} from '@skein/local-estate';
import type { Knex } from 'knex';
import { CodeHosts } from '../codeHosts/CodeHosts';
import { insertReverts } from '../database/operations/reverts/insertReverts';
import type {
  DbAttemptRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../database/tables';
import { databaseNow, nowPlus } from '../database/time';
import { crashPoint, type CrashPoint } from '../execution/crashPoint';
import { TrustedRepository } from '../git/TrustedRepository';
import { insertTestMigration } from '../tests/insertTestMigration';
import { createTestBudget } from '../tests/createTestBudget';
import { PullRequestPoller } from '../tracking/PullRequestPoller';
import { WebhookIntake } from '../tracking/WebhookIntake';
import { PublicationPump } from './PublicationPump';
import {
  PublicationQueue,
  type PublicationQueueOptions,
} from './PublicationQueue';
import { WorkingDirectory } from '../execution/WorkingDirectory';
import { Publisher, type PublisherOptions } from './Publisher';
import { RevertPublisher } from './reverting/RevertPublisher';
import { RevertQueue } from './reverting/RevertQueue';
import { openOwnDatabase } from '../tests/openOwnDatabase';

jest.mock('../execution/crashPoint', () => ({ crashPoint: jest.fn() }));
jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const SECRET = 'a secret of webhooks';
const REPOSITORY = 'pricing-sql';

describe.each(databases.eachSupportedId())(
  'publishing on the double of GitHub with real git, %s',
  id => {
    let directory: string;
    let estate: LocalEstateProcess;
    let webhooks: Server;
    let codeHosts: CodeHosts;
    let knex: Knex;
    let poller: PullRequestPoller;
    let intake: WebhookIntake;
    let onChange: jest.Mock<void, [string]>;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'publish-on-github-'));
      webhooks = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', chunk => chunks.push(chunk));
        request.on('end', async () => {
          await intake
            .receive({
              hostId: 'github',
              headers: request.headers,
              rawBody: Buffer.concat(chunks),
            })
            .then(
              () => response.writeHead(202),
              () => response.writeHead(400),
            );
          response.end();
        });
      });
      await new Promise<void>(resolve =>
        webhooks.listen(0, '127.0.0.1', resolve),
      );
      const { port } = webhooks.address() as AddressInfo;
      estate = await startLocalEstateProcess({
        directory: join(directory, 'estate'),
        ciDelayMilliseconds: 0,
        webhook: { url: `http://127.0.0.1:${port}`, secret: SECRET },
      });
      codeHosts = CodeHosts.create({
        codeHosts: [
          GithubCodeHost.create({
            config: mockServices.rootConfig({
              data: {
                integrations: {
                  github: [
                    {
                      host: estate.host,
                      apiBaseUrl: estate.apiUrl,
                      token: estate.token,
                    },
                  ],
                },
                datasetMigrations: { github: { webhookSecret: SECRET } },
              },
            }),
            logger: mockServices.logger.mock(),
          }),
        ],
      });
    });

    afterAll(async () => {
      await estate.close();
      webhooks.closeAllConnections();
      await new Promise(resolve => webhooks.close(resolve));
      await rm(directory, { recursive: true, force: true });
    });

    beforeEach(async () => {
      knex = await openOwnDatabase(databases, id);
      onChange = jest.fn();
      poller = PullRequestPoller.create({
        budget: createTestBudget(knex),
        knex,
        codeHosts,
        pollSeconds: 3_600,
        onChange,
        logger: mockServices.logger.mock(),
      });
      intake = WebhookIntake.create({
        knex,
        codeHosts,
        poller,
        logger: mockServices.logger.mock(),
      });
      jest.mocked(crashPoint).mockReset();
    });

    afterEach(async () => {
      await intake.drain();
      await poller.drain();
      await estate.set({ mode: 'up', webhooks: true });
    });

    /** A target whose patch waits to be published. */
    async function insertTarget() {
      const [codeHost] = codeHosts.list();
      const address = {
        host: estate.host,
        owner: 'acme',
        name: REPOSITORY,
      };
      const { cloneUrl, webUrl } = await codeHost.getRepository(address);
      const { authorization } = await codeHost.getGitCredentials(address);
      const trusted = await TrustedRepository.open({
        directory: join(directory, 'mirrors', randomUUID()),
        cloneUrl,
        authorization,
        signal: new AbortController().signal,
        logger: mockServices.logger.mock(),
      });
      const baseSha = await trusted.fetchBranch('main');
      const { targetIds } = await insertTestMigration({
        knex,
        targets: [
          {
            state: 'publishing',
            host: estate.host,
            repository_name: REPOSITORY,
            repository_url: webUrl,
          },
        ],
      });
      const [targetId] = targetIds;
      const attemptId = randomUUID();
      const now = databaseNow(knex);
      await knex<DbAttemptRow>('attempts').insert({
        id: attemptId,
        target_id: targetId,
        number: 1,
        fence: 1,
        agent: 'rewriter',
        worker: 'a',
        state: 'succeeded',
        started_at: now,
        ended_at: now,
        contract_version: 1,
        base_sha: baseSha,
        files: JSON.stringify([
          {
            path: `jobs/${targetId}.sql`,
            mode: '100644',
            content: Buffer.from('SELECT 1\n').toString('base64'),
          },
        ]),
        files_changed: 1,
        lines_added: 1,
        lines_removed: 0,
        findings: '[]',
        notes: '[]',
      });
      await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .update({ attempt_id: attemptId });
      return targetId;
    }

    async function createOptions(
      worker: string,
    ): Promise<PublicationQueueOptions & PublisherOptions> {
      const logger = mockServices.logger.mock();
      return {
        budget: createTestBudget(knex),
        knex,
        worker,
        leaseSeconds: 60,
        onChange: () => {},
        codeHosts,
        pullRequests: {
          branchPrefix: 'skein',
          labels: ['skein'],
          author: { name: 'Skein', email: 'skein@localhost' },
        },
        workingDirectory: await WorkingDirectory.create({
          root: join(directory, worker),
          logger,
        }),
        appUrl: 'http://localhost:7007',
        logger,
      };
    }

    async function createParts(worker: string) {
      const options = await createOptions(worker);
      const queue = PublicationQueue.create(options);
      const publisher = Publisher.create(options);
      const pump = PublicationPump.create({ ...options, queue, publisher });
      return { queue, publisher, pump };
    }

    async function revert() {
      const options = await createOptions(randomUUID());
      const pump = PublicationPump.create({
        ...options,
        queue: RevertQueue.create(options),
        publisher: RevertPublisher.create(options),
      });
      await pump.tick();
      await pump.drain();
    }

    /** Merges a pull request as a person does, and looks at all of them. */
    async function merge(number: number) {
      await api(`/pulls/${number}/merge`, { method: 'PUT', body: '{}' });
      await knex('pull_requests').update({ look_at: nowPlus(knex, -1) });
      await poller.tick();
      await poller.drain();
    }

    async function publish(worker: string = randomUUID()) {
      const { pump } = await createParts(worker);
      await pump.tick();
      await pump.drain();
    }

    async function api(path: string, init: RequestInit = {}) {
      const response = await fetch(
        `${estate.apiUrl}/repos/acme/${REPOSITORY}${path}`,
        {
          ...init,
          headers: {
            authorization: 'token farid-token',
            'content-type': 'application/json',
          },
        },
      );
      return await response.json();
    }

    /** All pull requests whose body names the target. */
    async function pullRequestsOf(targetId: string) {
      const all: Array<{ body: string; number: number; title: string }> =
        await api('/pulls?state=all&per_page=100');
      return all.filter(({ body }) => body.includes(targetId));
    }

    async function stateOf(targetId: string) {
      const row = await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .first();
      return row!.state;
    }

    it.each<CrashPoint>(['afterCommit', 'afterPush', 'afterPullRequest'])(
      'opens exactly one pull request after a crash at %s',
      async point => {
        const targetId = await insertTarget();
        jest.mocked(crashPoint).mockImplementation(name => {
          if (name === point) {
            throw new Error('The power was cut');
          }
        });
        const { queue, publisher } = await createParts('dies');
        const [publication] = await queue.claim(1);
        await expect(
          publisher.publish(
            publication,
            sha => queue.recordPush(publication, sha),
            new AbortController().signal,
          ),
        ).rejects.toThrow('The power was cut');
        jest.mocked(crashPoint).mockReset();
        await knex<DbTargetRow>('targets').update({
          lease_expires_at: nowPlus(knex, -1),
        });

        await publish();

        expect(await stateOf(targetId)).toBe('prOpen');
        const opened = await pullRequestsOf(targetId);
        expect(opened).toHaveLength(1);
        const row = await knex<DbPullRequestRow>('pull_requests').first();
        expect(row).toMatchObject({
          target_id: targetId,
          number: opened[0].number,
          pushed_sha: row!.head_sha,
        });
        // as the repository's CODEOWNERS says
        expect(JSON.parse(row!.reviews)).toEqual([
          { reviewer: 'farid', state: 'requested' },
        ]);
      },
    );

    it('undoes what was merged with exactly one pull request after a crash, and reverts the target when people merge that', async () => {
      const targetId = await insertTarget();
      await publish();
      const [{ number }] = await pullRequestsOf(targetId);
      await merge(number);
      expect(await stateOf(targetId)).toBe('merged');
      const path = `/contents/jobs/${targetId}.sql`;
      expect(await api(path)).toHaveProperty('sha');
      const target = await knex<DbTargetRow>('targets').first();
      await knex.transaction(tx =>
        insertReverts({
          tx,
          migrationId: target!.migration_id,
          targets: [target!],
          reason: 'The new numbers are wrong',
          actor: 'user:default/ana',
        }),
      );
      jest.mocked(crashPoint).mockImplementation(name => {
        if (name === 'afterPullRequest') {
          throw new Error('The power was cut');
        }
      });
      await revert();
      jest.mocked(crashPoint).mockReset();
      await knex('reverts').update({ not_before: nowPlus(knex, -1) });

      await revert();

      const all = await pullRequestsOf(targetId);
      expect(all).toHaveLength(2);
      const undoing = all.find(each => each.number !== number);
      expect(undoing?.title).toMatch(/^Revert "/);
      await merge(undoing!.number);
      expect(await stateOf(targetId)).toBe('reverted');
      expect(await api(path)).not.toHaveProperty('sha');
    });

    it('waits while the host is down, and opens one pull request afterwards', async () => {
      const targetId = await insertTarget();
      await estate.set({ mode: 'down' });
      await publish();
      expect(await stateOf(targetId)).toBe('publishing');

      await estate.set({ mode: 'up' });
      await knex<DbTargetRow>('targets').update({
        not_before: nowPlus(knex, -1),
      });
      await publish();

      expect(await stateOf(targetId)).toBe('prOpen');
      await expect(pullRequestsOf(targetId)).resolves.toHaveLength(1);
    });

    it('shows a merge within ten seconds by webhook', async () => {
      const targetId = await insertTarget();
      await publish();
      await knex('pull_requests').update({ look_at: nowPlus(knex, 3_600) });
      const [{ number }] = await pullRequestsOf(targetId);
      const shown = new Promise<void>(resolve => {
        onChange.mockImplementation(async () => {
          if ((await stateOf(targetId)) === 'merged') {
            resolve();
          }
        });
      });
      const before = performance.now();

      await api(`/pulls/${number}/merge`, { method: 'PUT', body: '{}' });
      await shown;

      expect(performance.now() - before).toBeLessThan(10_000);
    });

    it('shows a merge at the next look when webhooks are lost', async () => {
      const targetId = await insertTarget();
      await publish();
      const [{ number }] = await pullRequestsOf(targetId);
      await estate.set({ webhooks: false });
      await api(`/pulls/${number}/merge`, { method: 'PUT', body: '{}' });
      await knex('pull_requests').update({ look_at: nowPlus(knex, -1) });

      await poller.tick();
      await poller.drain();

      expect(await stateOf(targetId)).toBe('merged');
    });
  },
);
