import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { CodeHosts } from '../../codeHosts/CodeHosts';
import type {
  DbAttemptRow,
  DbEventRow,
  DbTargetRow,
} from '../../database/tables';
import { databaseNow, nowPlus } from '../../database/time';
import { createTestBudget } from '../../tests/createTestBudget';
import { openOwnDatabase } from '../../tests/openOwnDatabase';
import { InMemoryCodeHost } from '../../tests/InMemoryCodeHost';
import {
  insertOpenPullRequest,
  type InsertOpenPullRequestOptions,
} from '../../tests/insertOpenPullRequest';
import { PublicationQueue } from '../../publishing/PublicationQueue';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { EffectPump } from '../effects/EffectPump';
import { PullRequestPoller } from '../PullRequestPoller';
import { NeedlessKeeper } from './NeedlessKeeper';
import type { RebuildPolicy } from './planRebuild';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'a pull request that conflicts, %s',
  databaseId => {
    let knex: Knex;
    let codeHost: InMemoryCodeHost;
    let codeHosts: CodeHosts;

    beforeEach(async () => {
      knex = await openOwnDatabase(databases, databaseId);
      codeHost = new InMemoryCodeHost({ host: 'localhost:4400' });
      codeHosts = CodeHosts.create({ codeHosts: [codeHost] });
    });

    const insert = (options: Partial<InsertOpenPullRequestOptions> = {}) =>
      insertOpenPullRequest({ knex, codeHost, ...options });

    async function poll(policy: Partial<RebuildPolicy> = {}) {
      await knex('pull_requests').update({ look_at: nowPlus(knex, -1) });
      const poller = PullRequestPoller.create({
        budget: createTestBudget(knex),
        knex,
        codeHosts,
        pollSeconds: 60,
        rebuild: {
          onConflict: true,
          onBehind: true,
          mostPerDay: 2,
          ...policy,
        },
        onChange: () => {},
        logger: mockServices.logger.mock(),
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
        appUrl: 'http://localhost:3000',
        stale: { remindAfterDays: 7, reminders: 1 },
        autoMerge: {
          repositories: [],
          minimumLevel: 'E5',
          approvals: 1,
          requiredChecks: [],
          method: 'squash',
        },
        onChange: () => {},
        logger: mockServices.logger.mock(),
      }).tick();
    }

    async function targetOf(targetId: string) {
      const row = await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .first();
      return { ...row!, conditions: JSON.parse(row!.conditions) };
    }

    async function openAgain(targetId: string) {
      await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .update({ state: 'prOpen', conditions: '[]' });
    }

    it('has its patch made anew for the same generation, and so for the same pull request', async () => {
      const { targetId, pullRequest } = await insert();
      pullRequest.conflict = true;

      await poll();

      await expect(targetOf(targetId)).resolves.toMatchObject({
        state: 'queued',
        state_reason: expect.stringContaining('conflicts with its base branch'),
        generation: 1,
        begun_generation: 1,
        conditions: ['conflict'],
      });
      await expect(
        knex<DbEventRow>('events')
          .where({ target_id: targetId })
          .select('actor', 'from_state', 'to_state'),
      ).resolves.toEqual([
        { actor: 'skein', from_state: 'prOpen', to_state: 'queued' },
      ]);
    });

    it('has its patch made anew when it only has to be up to date, unless people have to look at it first', async () => {
      const { targetId, pullRequest } = await insert();
      Object.assign(pullRequest, {
        conflict: false,
        behind: true,
        checks: [{ name: 'build', state: 'failed' }],
      });
      await poll();
      expect((await targetOf(targetId)).state).toBe('prOpen');
      pullRequest.checks = [{ name: 'build', state: 'passed' }];

      await poll();

      await expect(targetOf(targetId)).resolves.toMatchObject({
        state: 'queued',
        generation: 1,
        state_reason: expect.stringContaining('has to be up to date'),
      });
    });

    it.each(['running', 'completing'] as const)(
      'is closed with a word when nothing is left to change, while its migration is %s',
      async state => {
        const { targetId, pullRequest } = await insert({
          state,
          target: { state: 'noChanges' },
        });
        const keeper = NeedlessKeeper.create({ knex });
        await keeper.tick();
        await keeper.tick();

        await bringAbout();
        await bringAbout();
        await poll();

        expect(pullRequest.state).toBe('closed');
        const comments = codeHost.comments.get(pullRequest.number) ?? [];
        expect(comments.map(({ body }) => body)).toEqual([
          expect.stringContaining('nothing is left to change'),
        ]);
        expect((await targetOf(targetId)).state).toBe('noChanges');
        await expect(
          knex<DbEventRow>('events').where({ target_id: targetId }),
        ).resolves.toMatchObject([{ kind: 'closedNeedless' }]);
      },
    );

    it('with commits of people is left to them when nothing is left to change', async () => {
      const { pullRequest } = await insert({ target: { state: 'noChanges' } });
      pullRequest.headSha = 'b'.repeat(40);
      await NeedlessKeeper.create({ knex }).tick();

      await bringAbout();

      expect(pullRequest.state).toBe('open');
      expect(codeHost.comments.get(pullRequest.number)).toEqual([
        expect.objectContaining({
          body: expect.stringContaining('you decide: merge it, or close it'),
        }),
      ]);
    });

    it('is not closed when its target is on its way again by then', async () => {
      const { targetId, pullRequest } = await insert({
        target: { state: 'noChanges' },
      });
      await NeedlessKeeper.create({ knex }).tick();
      await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .update({ state: 'queued' });

      await bringAbout();

      expect(pullRequest.state).toBe('open');
      expect(codeHost.comments.size).toBe(0);
    });

    it('is made anew only so often in a day, and again on the next', async () => {
      const { targetId, pullRequest } = await insert();
      pullRequest.conflict = true;
      for (let times = 0; times < 2; times++) {
        await poll();
        expect((await targetOf(targetId)).state).toBe('queued');
        await openAgain(targetId);
      }

      await poll();
      await expect(targetOf(targetId)).resolves.toMatchObject({
        state: 'prOpen',
        conditions: ['conflict'],
      });
      await knex<DbEventRow>('events').update({
        at: nowPlus(knex, -25 * 3600),
      });
      await poll();

      expect((await targetOf(targetId)).state).toBe('queued');
    });

    it('does not count what a person retried', async () => {
      const { targetId, migrationId, pullRequest } = await insert();
      await knex<DbEventRow>('events').insert(
        Array.from({ length: 5 }, () => ({
          migration_id: migrationId,
          target_id: targetId,
          at: databaseNow(knex),
          actor: 'user:default/ana',
          kind: 'targetMoved',
          from_state: 'prOpen',
          to_state: 'queued',
        })),
      );
      pullRequest.conflict = true;

      await poll();

      expect((await targetOf(targetId)).state).toBe('queued');
    });

    it.each(['paused', 'cancelled', 'completing'] as const)(
      'is left alone while its migration is %s',
      async state => {
        const { targetId, pullRequest } = await insert({ state });
        pullRequest.conflict = true;

        await poll();

        expect((await targetOf(targetId)).state).toBe('prOpen');
      },
    );

    it('is left alone where nobody wants it otherwise', async () => {
      const { targetId, pullRequest } = await insert();
      pullRequest.conflict = true;

      await poll({ onConflict: false });

      expect((await targetOf(targetId)).state).toBe('prOpen');
    });

    it('is not touched when it holds commits of a human, who is told once', async () => {
      const { targetId, pullRequest } = await insert();
      Object.assign(pullRequest, { conflict: true, headSha: 'b'.repeat(40) });

      await poll();
      await bringAbout();
      await poll();
      await bringAbout();

      await expect(targetOf(targetId)).resolves.toMatchObject({
        state: 'prOpen',
        conditions: ['conflict', 'humanCommits'],
      });
      const comments = codeHost.comments.get(pullRequest.number) ?? [];
      expect(comments.map(({ body }) => body)).toEqual([
        expect.stringMatching(
          /holds commits that are not Skein’s[^]*reset the branch to a{40}[^]*http:\/\/localhost:3000\/dataset-migrations\/t\/[^]*<!-- skein-effect:/,
        ),
      ]);
      await expect(
        knex<DbEventRow>('events').where({
          target_id: targetId,
          kind: 'commented',
        }),
      ).resolves.toHaveLength(1);
      // the human does as it says there
      pullRequest.headSha = 'a'.repeat(40);
      await poll();
      expect((await targetOf(targetId)).state).toBe('queued');
    });

    it('is told of once, also when the worker was lost between the comment and its record', async () => {
      const { pullRequest } = await insert();
      Object.assign(pullRequest, { conflict: true, headSha: 'b'.repeat(40) });
      await poll();
      await bringAbout();
      await knex('effects').update({
        state: 'intended',
        settled_at: null,
        due_at: nowPlus(knex, -1),
      });

      await bringAbout();

      expect(codeHost.comments.get(pullRequest.number)).toHaveLength(1);
      await expect(knex('effects').pluck('state')).resolves.toEqual(['done']);
    });

    it('is told of later when the host is down, and not at all when it is over by then', async () => {
      const { pullRequest } = await insert();
      Object.assign(pullRequest, { conflict: true, headSha: 'b'.repeat(40) });
      await poll();
      codeHost.beforeCall = method => {
        if (method === 'addComment') {
          throw new Error('The line broke');
        }
      };
      await bringAbout();
      await expect(knex('effects').first()).resolves.toMatchObject({
        state: 'intended',
        attempt_count: 1,
        reason: 'The line broke',
      });
      codeHost.beforeCall = () => {};
      pullRequest.state = 'closed';
      await poll();
      await knex('effects').update({ due_at: nowPlus(knex, -1) });

      await bringAbout();

      expect(codeHost.comments.size).toBe(0);
      await expect(knex('effects').pluck('state')).resolves.toEqual([
        'dropped',
      ]);
    });

    it.each([
      ['pending', 'merged', 'merged'],
      ['queued', 'merged', 'merged'],
      ['proposed', 'merged', 'merged'],
      ['failed', 'merged', 'merged'],
      ['queued', 'closed', 'closed'],
      ['failed', 'closed', 'failed'],
      ['takenOver', 'merged', 'takenOver'],
      ['snoozed', 'merged', 'merged'],
      ['snoozed', 'closed', 'closed'],
    ] as const)(
      'that is %s to be made anew, and %s by a human, leaves its target %s',
      async (state, seen, then) => {
        const { targetId, pullRequest } = await insert({ target: { state } });
        pullRequest.state = seen;

        await poll();

        expect((await targetOf(targetId)).state).toBe(then);
      },
    );

    it('ends the attempt that makes it anew when a human merges it', async () => {
      const { targetId, pullRequest } = await insert({
        target: {
          state: 'running',
          fence: 4,
          lease_owner: 'a',
          lease_expires_at: '2099-01-01 00:00:00.000',
        },
      });
      await knex<DbAttemptRow>('attempts').insert({
        id: randomUUID(),
        target_id: targetId,
        number: 1,
        fence: 4,
        agent: 'rewriter',
        worker: 'a',
        state: 'running',
        started_at: databaseNow(knex),
        contract_version: 1,
        findings: '[]',
        notes: '[]',
      });
      pullRequest.state = 'merged';

      await poll();

      await expect(targetOf(targetId)).resolves.toMatchObject({
        state: 'merged',
        lease_owner: null,
      });
      await expect(
        knex<DbAttemptRow>('attempts').first('state', 'error'),
      ).resolves.toMatchObject({
        state: 'lost',
        error: expect.stringContaining('Nobody needs it any more'),
      });
    });

    it('keeps its place with the reviewers while it is made anew', async () => {
      const { targetId, pullRequest } = await insert();
      pullRequest.conflict = true;
      await poll();
      expect((await targetOf(targetId)).state).toBe('queued');
      const other = await insertTestMigration({
        knex,
        targets: [{ state: 'publishing' }],
      });
      const queue = PublicationQueue.create({
        knex,
        budget: createTestBudget(knex),
        capacity: { perTeam: 1 },
        worker: 'a',
        leaseSeconds: 60,
        onChange: () => {},
      });

      await expect(queue.claim(5)).resolves.toEqual([]);
      await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .update({ state: 'publishing' });

      const claimed = await queue.claim(5);
      expect(claimed.map(each => each.targetId)).toEqual([targetId]);
      expect(other.targetIds).toHaveLength(1);
    });

    it('says nothing of work that was begun after it was closed', async () => {
      const { targetId, pullRequest } = await insert({
        target: { state: 'queued' },
      });
      await knex('pull_requests').update({
        state: 'closed',
        closed_at: databaseNow(knex),
      });
      Object.assign(pullRequest, {
        state: 'closed',
        closedAt: new Date().toISOString(),
      });

      await poll();

      expect((await targetOf(targetId)).state).toBe('queued');
    });
  },
);
