import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { CodeHosts } from '../../codeHosts/CodeHosts';
import type {
  DbEffectRow,
  DbEventRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../../database/tables';
import { nowPlus } from '../../database/time';
import { createTestBudget } from '../../tests/createTestBudget';
import { openOwnDatabase } from '../../tests/openOwnDatabase';
import { InMemoryCodeHost } from '../../tests/InMemoryCodeHost';
import {
  insertOpenPullRequest,
  type InsertOpenPullRequestOptions,
} from '../../tests/insertOpenPullRequest';
import { EffectPump } from '../effects/EffectPump';
import { PullRequestPoller } from '../PullRequestPoller';
import type { StalePolicy } from './planStale';
import { StaleKeeper } from './StaleKeeper';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const DAY = 24 * 3600;
const POLICY: StalePolicy = {
  remindAfterDays: 7,
  reminders: 2,
  closeAfterDays: 5,
};

describe.each(databases.eachSupportedId())(
  'a pull request on which nothing happens, %s',
  databaseId => {
    let knex: Knex;
    let codeHost: InMemoryCodeHost;
    let codeHosts: CodeHosts;
    let policy: StalePolicy;

    beforeEach(async () => {
      knex = await openOwnDatabase(databases, databaseId);
      codeHost = new InMemoryCodeHost({ host: 'localhost:4400' });
      codeHosts = CodeHosts.create({ codeHosts: [codeHost] });
      policy = POLICY;
    });

    async function insertQuiet(
      options: Partial<InsertOpenPullRequestOptions> = {},
    ) {
      const inserted = await insertOpenPullRequest({
        knex,
        codeHost,
        ...options,
      });
      await knex<DbPullRequestRow>('pull_requests').update({
        active_at: nowPlus(knex, -60 * DAY),
      });
      return inserted;
    }

    async function keep() {
      await knex<DbPullRequestRow>('pull_requests').update({ stale_at: null });
      await StaleKeeper.create({ knex, policy }).tick();
    }

    async function bringAbout() {
      await knex<DbEffectRow>('effects').update({ due_at: nowPlus(knex, -1) });
      await EffectPump.create({
        knex,
        auditor: mockServices.auditor.mock(),
        codeHosts,
        budget: createTestBudget(knex),
        appUrl: 'http://localhost:3000',
        stale: policy,
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

    async function poll() {
      await knex('pull_requests').update({ look_at: nowPlus(knex, -1) });
      const poller = PullRequestPoller.create({
        budget: createTestBudget(knex),
        knex,
        codeHosts,
        pollSeconds: 60,
        onChange: () => {},
        logger: mockServices.logger.mock(),
      });
      await poller.tick();
      await poller.drain();
    }

    /** Lets the last reminder be as long ago as that. */
    async function waitDays(days: number) {
      await knex<DbEffectRow>('effects')
        .whereNotNull('settled_at')
        .update({ settled_at: nowPlus(knex, -days * DAY) });
    }

    /** Goes as far as that the end is meant. */
    async function remindOften() {
      for (let times = 0; times < policy.reminders; times++) {
        await keep();
        await bringAbout();
        await waitDays(8);
      }
      await keep();
    }

    const commentsOf = (number: number) =>
      (codeHost.comments.get(number) ?? []).map(({ body }) => body);

    async function targetOf(targetId: string) {
      const row = await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .first();
      return row!;
    }

    async function lastMove(targetId: string) {
      return await knex<DbEventRow>('events')
        .where({ target_id: targetId, kind: 'targetMoved' })
        .orderBy('id', 'desc')
        .first('actor', 'to_state', 'reason');
    }

    it('is left in peace for as long as its migration says, also when that was said after a reminder was meant', async () => {
      const { migrationId, pullRequest } = await insertQuiet();
      const choose = (stale: object | null) =>
        knex('migrations')
          .where({ id: migrationId })
          .update({ stale_policy: stale && JSON.stringify(stale) });
      await choose({ remindAfterDays: 90 });
      await keep();
      await expect(knex('effects')).resolves.toEqual([]);
      await choose(null);
      await keep();
      await expect(knex('effects')).resolves.toHaveLength(1);
      await choose({ remindAfterDays: 0 });

      await bringAbout();

      expect(commentsOf(pullRequest.number)).toEqual([]);
      await expect(knex('effects').pluck('state')).resolves.toEqual([
        'dropped',
      ]);
    });

    it('is told of again and again as often as promised, then closed, with a word on how to go on', async () => {
      const { targetId, pullRequest } = await insertQuiet();

      await keep();
      await bringAbout();
      await keep();
      await bringAbout();
      expect(commentsOf(pullRequest.number)).toEqual([
        expect.stringMatching(/^Nothing has happened here for 60 days\./),
      ]);
      expect(commentsOf(pullRequest.number)[0]).not.toContain('closed in');
      await waitDays(8);
      await keep();
      await bringAbout();
      expect(commentsOf(pullRequest.number)).toHaveLength(2);
      expect(commentsOf(pullRequest.number)[1]).toContain('closed in 5 days');
      await waitDays(4);
      await keep();
      await bringAbout();
      expect(pullRequest.state).toBe('open');
      await waitDays(6);
      await keep();
      await bringAbout();

      expect(pullRequest.state).toBe('closed');
      expect(commentsOf(pullRequest.number)).toHaveLength(3);
      expect(commentsOf(pullRequest.number)[2]).toMatch(
        /Reopen it to go on with it, or press Retry in \[Backstage\]\(http:\/\/localhost:3000\/dataset-migrations\/t\//,
      );
      expect(await targetOf(targetId)).toMatchObject({
        state: 'closed',
        state_reason: 'Closed by Skein, since nothing had happened for 60 days',
      });
      expect(await lastMove(targetId)).toMatchObject({ actor: 'skein' });
      await expect(
        knex<DbEventRow>('events').where({ kind: 'reminded' }),
      ).resolves.toHaveLength(2);
    });

    it('is never closed where nobody asked for that, and never told of where nobody asked for that', async () => {
      policy = { ...POLICY, closeAfterDays: undefined };
      const { pullRequest } = await insertQuiet();
      await remindOften();
      await waitDays(99);
      await keep();
      await bringAbout();
      expect(commentsOf(pullRequest.number)).toHaveLength(2);
      expect(pullRequest.state).toBe('open');

      policy = { ...POLICY, remindAfterDays: 0 };
      await insertQuiet();
      await keep();

      await expect(knex('effects').pluck('kind')).resolves.toEqual([
        'remind',
        'remind',
      ]);
    });

    it.each<[string, Partial<InsertOpenPullRequestOptions>]>([
      ['its team does it by hand', { target: { state: 'takenOver' } }],
      ['it was put off', { target: { state: 'snoozed' } }],
      ['it needs a human anyway', { target: { state: 'needsHuman' } }],
      ['its migration is paused', { state: 'paused' }],
      [
        'it is in a freeze',
        { target: { window_from: '2099-01-01 00:00:00.000' } },
      ],
      ['it belongs to an earlier generation', { target: { generation: 2 } }],
    ])('is left in peace when %s', async (_case, options) => {
      await insertQuiet(options);

      await keep();

      await expect(knex('effects')).resolves.toEqual([]);
    });

    it.each<TargetState>(['takenOver', 'snoozed', 'exempted'])(
      'is left in peace when its target becomes %s after the end was meant',
      async state => {
        const { targetId, pullRequest } = await insertQuiet();
        await remindOften();
        await knex<DbTargetRow>('targets')
          .where({ id: targetId })
          .update({ state });

        await bringAbout();

        expect(pullRequest.state).toBe('open');
        expect(commentsOf(pullRequest.number)).toHaveLength(2);
        expect((await targetOf(targetId)).state).toBe(state);
      },
    );

    it.each<
      [string, (host: InMemoryCodeHost, number: number) => void | Promise<void>]
    >([
      [
        'wrote something',
        (host, number) => {
          host.comments.get(number)!.push({
            author: 'ben',
            byMachine: false,
            body: 'We are on it',
            createdAt: new Date().toISOString(),
          });
        },
      ],
      [
        'pushed',
        (host, number) => {
          host.pullRequests[number - 1].headSha = 'b'.repeat(40);
        },
      ],
      [
        'looked at it',
        (host, number) => {
          host.pullRequests[number - 1].reviews = [
            { reviewer: 'ben', state: 'approved' },
          ];
        },
      ],
    ])(
      'stays open, and is quiet anew, when somebody %s after the end was meant',
      async (_case, act) => {
        const { pullRequest } = await insertQuiet();
        await remindOften();
        await act(codeHost, pullRequest.number);

        await bringAbout();
        await poll();
        await keep();
        await bringAbout();

        expect(pullRequest.state).toBe('open');
        await expect(
          knex<DbEffectRow>('effects').whereNot({ state: 'done' }),
        ).resolves.toMatchObject([{ kind: 'close', state: 'dropped' }]);
        await expect(
          knex('pull_requests').where('active_at', '>', nowPlus(knex, -DAY)),
        ).resolves.toHaveLength(1);
      },
    );

    it('is not kept alive by machines that comment and check', async () => {
      const { pullRequest } = await insertQuiet();
      codeHost.comments.set(pullRequest.number, [
        {
          author: 'coverage[bot]',
          byMachine: true,
          body: '100 %',
          createdAt: new Date().toISOString(),
        },
      ]);
      pullRequest.checks = [{ name: 'nightly', state: 'failed' }];
      await poll();

      await keep();
      await bringAbout();

      expect(commentsOf(pullRequest.number)).toHaveLength(2);
    });

    it('is closed once, and by Skein, when the worker was lost before the record', async () => {
      const { targetId, pullRequest } = await insertQuiet();
      await remindOften();
      const close = codeHost.closePullRequest.bind(codeHost);
      jest
        .spyOn(codeHost, 'closePullRequest')
        .mockImplementationOnce(async address => {
          await close(address);
          throw new Error('The line broke');
        });
      await bringAbout();
      expect(pullRequest.state).toBe('closed');
      expect((await targetOf(targetId)).state).toBe('prOpen');

      await poll();
      expect(await lastMove(targetId)).toMatchObject({
        actor: 'skein',
        to_state: 'closed',
        reason: expect.stringMatching(/^Closed by Skein/),
      });
      await bringAbout();

      await expect(
        knex<DbEffectRow>('effects').where({ kind: 'close' }).pluck('state'),
      ).resolves.toEqual(['done']);
      expect(commentsOf(pullRequest.number)).toHaveLength(3);
    });

    it('is told apart from one that a human closed, and stays open when a human opens it again', async () => {
      const { targetId, pullRequest } = await insertQuiet();
      Object.assign(pullRequest, {
        state: 'closed',
        closedAt: new Date().toISOString(),
      });
      await poll();
      expect(await lastMove(targetId)).toMatchObject({
        actor: 'memory',
        reason: expect.stringContaining('without being merged'),
      });

      Object.assign(pullRequest, { state: 'open', closedAt: undefined });
      await poll();
      await keep();

      expect((await targetOf(targetId)).state).toBe('prOpen');
      await expect(knex('effects')).resolves.toEqual([]);
    });

    it('that was closed by Skein and opened again by a human begins anew', async () => {
      const { targetId, pullRequest } = await insertQuiet();
      await remindOften();
      await bringAbout();
      expect(pullRequest.state).toBe('closed');
      Object.assign(pullRequest, { state: 'open', closedAt: undefined });

      await poll();
      await keep();
      await bringAbout();

      expect((await targetOf(targetId)).state).toBe('prOpen');
      expect(pullRequest.state).toBe('open');
    });
  },
);
