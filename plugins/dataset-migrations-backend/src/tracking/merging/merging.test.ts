import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { CodeHosts } from '../../codeHosts/CodeHosts';
import type {
  DbAttemptRow,
  DbEffectRow,
  DbEventRow,
  DbPullRequestRow,
  DbTargetRow,
} from '../../database/tables';
import { databaseNow, nowPlus } from '../../database/time';
import { createTestBudget } from '../../tests/createTestBudget';
import { openOwnDatabase } from '../../tests/openOwnDatabase';
import { InMemoryCodeHost } from '../../tests/InMemoryCodeHost';
import {
  insertOpenPullRequest,
  PUSHED_SHA,
  type InsertOpenPullRequestOptions,
} from '../../tests/insertOpenPullRequest';
import { EffectPump } from '../effects/EffectPump';
import { PullRequestPoller } from '../PullRequestPoller';
import { MergeKeeper } from './MergeKeeper';
import type { AutoMergePolicy } from './planAutoMerge';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'merging without a person, %s',
  databaseId => {
    let knex: Knex;
    let codeHost: InMemoryCodeHost;
    let codeHosts: CodeHosts;
    let policy: AutoMergePolicy;

    beforeEach(async () => {
      knex = await openOwnDatabase(databases, databaseId);
      codeHost = new InMemoryCodeHost({ host: 'localhost:4400' });
      codeHosts = CodeHosts.create({ codeHosts: [codeHost] });
      policy = {
        repositories: ['Acme/*'],
        minimumLevel: 'E5',
        approvals: 1,
        requiredChecks: [],
        method: 'squash',
      };
    });

    /** A pull request that has all that the policy wants. */
    async function insertMergeable(
      options: Partial<InsertOpenPullRequestOptions> & { level?: string } = {},
    ) {
      const inserted = await insertOpenPullRequest({
        knex,
        codeHost,
        ...options,
      });
      const { targetId, pullRequest } = inserted;
      const attemptId = randomUUID();
      await knex<DbAttemptRow>('attempts').insert({
        id: attemptId,
        target_id: targetId,
        number: 1,
        fence: 1,
        agent: 'rewriter',
        worker: 'a',
        state: 'succeeded',
        started_at: databaseNow(knex),
        ended_at: databaseNow(knex),
        contract_version: 1,
        findings: '[]',
        notes: '[]',
        evidence: JSON.stringify({ level: options.level ?? 'E5', rungs: [] }),
      });
      await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .update({ attempt_id: attemptId });
      pullRequest.checks = [{ name: 'build', state: 'passed' }];
      pullRequest.reviews = [{ reviewer: 'ben', state: 'approved' }];
      codeHost.approvals.set(pullRequest.number, [
        { reviewer: 'ben', byMachine: false, sha: PUSHED_SHA },
      ]);
      await poll();
      return inserted;
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

    async function keep() {
      await knex<DbPullRequestRow>('pull_requests').update({ merge_at: null });
      await MergeKeeper.create({ knex, policy }).tick();
    }

    async function bringAbout() {
      await knex<DbEffectRow>('effects').update({ due_at: nowPlus(knex, -1) });
      await EffectPump.create({
        knex,
        auditor: mockServices.auditor.mock(),
        codeHosts,
        budget: createTestBudget(knex),
        appUrl: 'http://localhost:3000',
        stale: { remindAfterDays: 7, reminders: 1 },
        autoMerge: policy,
        onChange: () => {},
        logger: mockServices.logger.mock(),
      }).tick();
    }

    const effects = () => knex<DbEffectRow>('effects');

    it.each([
      ['more approvals', { approvals: 2 }],
      ['no merge at all', { enabled: false }],
    ])(
      'merges nothing where the migration wants %s, also when that was said after the merge was meant',
      async (_what, choice) => {
        const { pullRequest, migrationId } = await insertMergeable();
        const choose = (autoMerge: object | null) =>
          knex('migrations')
            .where({ id: migrationId })
            .update({ auto_merge: autoMerge && JSON.stringify(autoMerge) });
        await choose(choice);
        await keep();
        await expect(effects()).resolves.toEqual([]);
        await choose(null);
        await keep();
        await expect(effects()).resolves.toHaveLength(1);
        await choose(choice);

        await bringAbout();

        expect(pullRequest.state).toBe('open');
      },
    );

    it('merges what has all that the policy wants, and says so before', async () => {
      const { targetId, pullRequest } = await insertMergeable();
      const toldBefore: number[] = [];
      codeHost.beforeCall = async method => {
        if (method === 'mergePullRequest') {
          const told = await knex<DbEventRow>('events').where({
            kind: 'autoMerging',
          });
          toldBefore.push(told.length);
        }
      };

      await keep();
      await bringAbout();
      await poll();

      expect(pullRequest.state).toBe('merged');
      expect(toldBefore).toEqual([1]);
      await expect(
        knex<DbTargetRow>('targets').where({ id: targetId }).first('state'),
      ).resolves.toEqual({ state: 'merged' });
      await expect(
        knex<DbEventRow>('events').where({ kind: 'autoMerging' }).first(),
      ).resolves.toMatchObject({
        actor: 'skein',
        reason: `Skein merges #1 at ${PUSHED_SHA.slice(
          0,
          12,
        )}: proved E5, 1 approval, passed build`,
      });
    });

    it.each<
      [
        string,
        Partial<AutoMergePolicy>,
        Partial<InsertOpenPullRequestOptions> & { level?: string },
      ]
    >([
      ['nobody has allowed it', { repositories: [] }, {}],
      ['its repository is another', { repositories: ['acme/other'] }, {}],
      ['too little is proved', {}, { level: 'E4' }],
      ['its migration is paused', {}, { state: 'paused' }],
      [
        'it is out of hours',
        {},
        { target: { window_from: '2099-01-01 00:00:00.000' } },
      ],
      ['its team does it by hand', {}, { target: { state: 'takenOver' } }],
      ['its team has put it off', {}, { target: { state: 'snoozed' } }],
    ])('means nothing when %s', async (_case, changes, options) => {
      policy = { ...policy, ...changes };
      await insertMergeable(options);

      await keep();

      await expect(effects()).resolves.toEqual([]);
    });

    it.each<[string, (number: number, host: InMemoryCodeHost) => void]>([
      [
        'a check fails by then',
        (number, host) => {
          host.pullRequests[number - 1].checks = [
            { name: 'build', state: 'failed' },
          ];
        },
      ],
      [
        'the approval was of another commit',
        (number, host) => {
          host.approvals.get(number)![0].sha = 'b'.repeat(40);
        },
      ],
      [
        'only a machine approved',
        (number, host) => {
          host.approvals.get(number)![0].byMachine = true;
        },
      ],
      [
        'a human pushed something that nobody approved',
        (number, host) => {
          host.pullRequests[number - 1].headSha = 'b'.repeat(40);
        },
      ],
    ])('merges nothing when %s', async (_case, act) => {
      const { pullRequest } = await insertMergeable();
      await keep();
      act(pullRequest.number, codeHost);

      await bringAbout();

      expect(pullRequest.state).toBe('open');
      await expect(effects()).resolves.toMatchObject([
        {
          state: 'intended',
          reason: expect.stringMatching(/^Not merged: /),
        },
      ]);
    });

    it('merges commits of a human that a human approved', async () => {
      policy = { ...policy, approvals: 0 };
      const { pullRequest } = await insertMergeable();
      pullRequest.headSha = 'b'.repeat(40);
      await poll();
      await keep();
      await bringAbout();
      expect(pullRequest.state).toBe('open');

      codeHost.approvals.get(pullRequest.number)![0].sha = 'b'.repeat(40);
      await bringAbout();

      expect(pullRequest.state).toBe('merged');
    });

    it('looks again when somebody pushes in the very moment of the merge', async () => {
      const { pullRequest } = await insertMergeable();
      await keep();
      codeHost.beforeCall = method => {
        if (method === 'mergePullRequest') {
          pullRequest.headSha = 'b'.repeat(40);
        }
      };

      await bringAbout();
      codeHost.beforeCall = () => {};
      expect(pullRequest.state).toBe('open');
      await bringAbout();
      expect(pullRequest.state).toBe('open');
      pullRequest.headSha = PUSHED_SHA;
      await bringAbout();

      expect(pullRequest.state).toBe('merged');
    });

    it('lets a merge be whose answer was lost', async () => {
      const { targetId, pullRequest } = await insertMergeable();
      await keep();
      const merge = codeHost.mergePullRequest.bind(codeHost);
      const merges = jest
        .spyOn(codeHost, 'mergePullRequest')
        .mockImplementationOnce(async options => {
          await merge(options);
          throw new Error('The line broke');
        });
      await bringAbout();
      await bringAbout();
      await poll();

      expect(pullRequest.state).toBe('merged');
      expect(merges).toHaveBeenCalledTimes(1);
      await expect(effects().pluck('state')).resolves.toEqual(['dropped']);
      await expect(
        knex<DbTargetRow>('targets').where({ id: targetId }).first('state'),
      ).resolves.toEqual({ state: 'merged' });
    });
  },
);
