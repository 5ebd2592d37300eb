import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
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
import type {
  DbAttemptRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../database/tables';
import { databaseNow, nowPlus } from '../database/time';
import { WorkingDirectory } from '../execution/WorkingDirectory';
import { TrustedRepository } from '../git/TrustedRepository';
import { PublicationPump } from '../publishing/PublicationPump';
import { PublicationQueue } from '../publishing/PublicationQueue';
import { Publisher } from '../publishing/Publisher';
import { createTestBudget } from '../tests/createTestBudget';
import { openOwnDatabase } from '../tests/openOwnDatabase';
import { insertTestMigration } from '../tests/insertTestMigration';
import { EffectPump } from './effects/EffectPump';
import type { AutoMergePolicy } from './merging/planAutoMerge';
import { MergeKeeper } from './merging/MergeKeeper';
import { PullRequestPoller } from './PullRequestPoller';
import { StaleKeeper } from './stale/StaleKeeper';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const REPOSITORY = 'pricing-sql';
const STALE = { remindAfterDays: 7, reminders: 1, closeAfterDays: 7 };
const AUTO_MERGE: AutoMergePolicy = {
  repositories: ['acme/*'],
  minimumLevel: 'E0',
  approvals: 1,
  requiredChecks: [],
  method: 'squash',
};
const DAY = 24 * 3600;
const HUMAN = { name: 'Farid', email: 'farid@acme.example' };

describe.each(databases.eachSupportedId())(
  'following pull requests on the double of GitHub with real git, %s',
  id => {
    const logger = mockServices.logger.mock();
    let directory: string;
    let estate: LocalEstateProcess;
    let codeHosts: CodeHosts;
    let knex: Knex;
    let trusted: TrustedRepository;

    beforeAll(async () => {
      directory = await mkdtemp(join(tmpdir(), 'follow-on-github-'));
      estate = await startLocalEstateProcess({
        directory: join(directory, 'estate'),
        ciDelayMilliseconds: 0,
      });
      const config = mockServices.rootConfig({
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
        },
      });
      codeHosts = CodeHosts.create({
        codeHosts: [GithubCodeHost.create({ config, logger })],
      });
    });

    afterAll(async () => {
      await estate.close();
      await rm(directory, { recursive: true, force: true });
    });

    beforeEach(async () => {
      knex = await openOwnDatabase(databases, id);
      const [codeHost] = codeHosts.list();
      const address = { host: estate.host, owner: 'acme', name: REPOSITORY };
      const { cloneUrl } = await codeHost.getRepository(address);
      const { authorization } = await codeHost.getGitCredentials(address);
      trusted = await TrustedRepository.open({
        directory: join(directory, 'mirrors', randomUUID()),
        cloneUrl,
        authorization,
        signal: new AbortController().signal,
        logger,
      });
    });

    const toFile = (path: string, content: string) => ({
      path,
      mode: '100644' as const,
      content: Buffer.from(content).toString('base64'),
    });

    /** Somebody pushes a commit to a branch, as people do. */
    async function pushAsHuman(branch: string, path: string, content: string) {
      const expected = await trusted.fetchBranch(branch);
      const sha = await trusted.commitFiles({
        baseSha: expected,
        files: [toFile(path, content)],
        message: 'By hand',
        author: HUMAN,
        date: new Date(),
      });
      await trusted.push({ branch, sha, expected });
      return sha;
    }

    /** An attempt on what stands on the default branch now, whose patch waits to be published. */
    async function propose(targetId: string, path: string, content: string) {
      const now = databaseNow(knex);
      const attemptId = randomUUID();
      const before = await knex<DbAttemptRow>('attempts').where({
        target_id: targetId,
      });
      await knex<DbAttemptRow>('attempts').insert({
        id: attemptId,
        target_id: targetId,
        number: before.length + 1,
        fence: before.length + 1,
        agent: 'rewriter',
        worker: 'a',
        state: 'succeeded',
        started_at: now,
        ended_at: now,
        contract_version: 1,
        base_sha: await trusted.fetchBranch('main'),
        files: JSON.stringify([toFile(path, content)]),
        files_changed: 1,
        lines_added: 1,
        lines_removed: 1,
        findings: '[]',
        notes: '[]',
      });
      await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .update({ attempt_id: attemptId, state: 'publishing' });
    }

    async function publish() {
      const worker = randomUUID();
      const queue = PublicationQueue.create({
        budget: createTestBudget(knex),
        knex,
        worker,
        leaseSeconds: 60,
        onChange: () => {},
      });
      const pump = PublicationPump.create({
        queue,
        publisher: Publisher.create({
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
        }),
        leaseSeconds: 60,
        logger,
      });
      await pump.tick();
      await pump.drain();
    }

    async function poll() {
      await knex('pull_requests').update({ look_at: nowPlus(knex, -1) });
      const poller = PullRequestPoller.create({
        budget: createTestBudget(knex),
        knex,
        codeHosts,
        pollSeconds: 3_600,
        rebuild: { onConflict: true, onBehind: true, mostPerDay: 3 },
        onChange: () => {},
        logger,
      });
      await poller.tick();
      await poller.drain();
    }

    async function bringAbout() {
      await EffectPump.create({
        knex,
        auditor: mockServices.auditor.mock(),
        codeHosts,
        budget: createTestBudget(knex),
        appUrl: 'http://localhost:7007',
        stale: STALE,
        autoMerge: AUTO_MERGE,
        onChange: () => {},
        logger,
      }).tick();
    }

    /** A target with an open pull request that changes a file which stands on the default branch. */
    async function openPullRequest() {
      const path = `jobs/${randomUUID()}.sql`;
      await pushAsHuman('main', path, 'SELECT 1\n');
      const { targetIds } = await insertTestMigration({
        knex,
        targets: [
          {
            state: 'publishing',
            host: estate.host,
            repository_name: REPOSITORY,
          },
        ],
      });
      const [targetId] = targetIds;
      await propose(targetId, path, 'SELECT 2\n');
      await publish();
      return { targetId, path, row: await rowOf(targetId) };
    }

    async function rowOf(targetId: string) {
      const row = await knex<DbPullRequestRow>('pull_requests')
        .where({ target_id: targetId })
        .first();
      return row!;
    }

    async function targetOf(targetId: string) {
      const row = await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .first();
      return { ...row!, conditions: JSON.parse(row!.conditions) };
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

    /** Until the checks of the repository have all reported. */
    async function untilChecked(number: number) {
      const [codeHost] = codeHosts.list();
      const repository = { host: estate.host, owner: 'acme', name: REPOSITORY };
      for (;;) {
        const { checks } = await codeHost.getPullRequest({
          repository,
          number,
        });
        if (
          checks.length > 0 &&
          checks.every(({ state }) => state !== 'pending')
        ) {
          return;
        }
      }
    }

    async function pullRequestsOf(targetId: string) {
      const all: Array<{ body: string; number: number; state: string }> =
        await api('/pulls?state=all&per_page=100');
      return all.filter(({ body }) => body.includes(targetId));
    }

    it('makes the patch of a pull request anew that conflicts, on the same branch and for the same pull request', async () => {
      const { targetId, path, row } = await openPullRequest();
      await pushAsHuman('main', path, 'SELECT 3\n');
      await poll();
      expect(await targetOf(targetId)).toMatchObject({
        state: 'queued',
        generation: 1,
      });

      await propose(targetId, path, 'SELECT 3 + 1\n');
      await publish();

      expect(await targetOf(targetId)).toMatchObject({
        state: 'prOpen',
        generation: 1,
      });
      const after = await rowOf(targetId);
      expect(after).toMatchObject({ number: row.number, branch: row.branch });
      expect(after.pushed_sha).not.toBe(row.pushed_sha);
      expect(await trusted.fetchBranch(row.branch)).toBe(after.pushed_sha);
      expect(await pullRequestsOf(targetId)).toHaveLength(1);
      await poll();
      expect(await targetOf(targetId)).toMatchObject({
        state: 'prOpen',
        conditions: [],
      });
    });

    it('never touches a conflicting branch with commits of a human, not even one that came while the patch was made anew', async () => {
      const { targetId, path, row } = await openPullRequest();
      await pushAsHuman('main', path, 'SELECT 3\n');
      await poll();
      expect((await targetOf(targetId)).state).toBe('queued');
      const human = await pushAsHuman(row.branch, 'notes.txt', 'Mine\n');

      await propose(targetId, path, 'SELECT 3 + 1\n');
      await publish();
      await poll();
      await bringAbout();
      await poll();
      await bringAbout();

      expect(await trusted.fetchBranch(row.branch)).toBe(human);
      expect(await targetOf(targetId)).toMatchObject({
        state: 'prOpen',
        conditions: expect.arrayContaining(['conflict', 'humanCommits']),
      });
      const comments: Array<{ body: string }> = await api(
        `/issues/${row.number}/comments`,
      );
      expect(comments.map(({ body }) => body)).toEqual([
        expect.stringContaining(`reset the branch to ${row.pushed_sha}`),
      ]);
      expect(await pullRequestsOf(targetId)).toHaveLength(1);
    });

    it('reminds of a quiet pull request, closes it, and follows it when a human opens it again', async () => {
      const { targetId, row } = await openPullRequest();
      await knex('pull_requests').update({
        active_at: nowPlus(knex, -60 * DAY),
      });
      const keeper = StaleKeeper.create({ knex, policy: STALE });
      await keeper.tick();
      await bringAbout();
      await knex('effects').update({ settled_at: nowPlus(knex, -8 * DAY) });
      await knex('pull_requests').update({ stale_at: null });
      await keeper.tick();
      await bringAbout();

      expect(await pullRequestsOf(targetId)).toMatchObject([
        { state: 'closed' },
      ]);
      const comments: Array<{ body: string }> = await api(
        `/issues/${row.number}/comments`,
      );
      expect(comments.map(({ body }) => body)).toEqual([
        expect.stringContaining('Nothing has happened here for 60 days.'),
        expect.stringContaining('Reopen it to go on with it, or press Retry'),
      ]);
      expect(await targetOf(targetId)).toMatchObject({
        state: 'closed',
        state_reason: 'Closed by Skein, since nothing had happened for 60 days',
      });
      await api(`/pulls/${row.number}`, {
        method: 'PATCH',
        body: JSON.stringify({ state: 'open' }),
      });
      await poll();
      expect((await targetOf(targetId)).state).toBe('prOpen');
    });

    it('merges what is approved as it stands, and nothing that was pushed after the approval', async () => {
      const { targetId, row } = await openPullRequest();
      const keep = async () => {
        await poll();
        await knex('pull_requests').update({ merge_at: null });
        await MergeKeeper.create({ knex, policy: AUTO_MERGE }).tick();
        await knex('effects').update({ due_at: nowPlus(knex, -1) });
        await bringAbout();
      };
      const approve = async () => {
        await api(`/pulls/${row.number}/reviews`, {
          method: 'POST',
          body: JSON.stringify({ event: 'APPROVE' }),
        });
      };
      await approve();
      await pushAsHuman(row.branch, 'notes.txt', 'Mine\n');
      await untilChecked(row.number);
      await keep();
      expect(await pullRequestsOf(targetId)).toMatchObject([{ state: 'open' }]);
      expect(await knex('effects').first()).toMatchObject({
        state: 'intended',
        reason: 'Not merged: 0 of 1 approvals of what stands there now',
      });

      await approve();
      await keep();
      await poll();

      expect(await targetOf(targetId)).toMatchObject({ state: 'merged' });
      await expect(
        knex('events').where({ target_id: targetId, kind: 'autoMerging' }),
      ).resolves.toMatchObject([
        {
          actor: 'skein',
          reason: expect.stringContaining('1 approval, passed'),
        },
      ]);
    });
  },
);
