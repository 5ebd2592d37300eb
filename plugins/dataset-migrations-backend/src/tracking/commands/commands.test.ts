import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { CodeHosts } from '../../codeHosts/CodeHosts';
import type {
  DbAttemptRow,
  DbActRow,
  DbEffectRow,
  DbEventRow,
  DbMigrationRow,
  DbTargetRow,
} from '../../database/tables';
import { databaseNow, nowPlus } from '../../database/time';
import { createTestBudget } from '../../tests/createTestBudget';
import { InMemoryCodeHost } from '../../tests/InMemoryCodeHost';
import { insertOpenPullRequest } from '../../tests/insertOpenPullRequest';
import { openOwnDatabase } from '../../tests/openOwnDatabase';
import { ConversationReader } from '../conversations/ConversationReader';
import { EffectPump } from '../effects/EffectPump';
import { PullRequestPoller } from '../PullRequestPoller';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'commands in comments, %s',
  databaseId => {
    const auditor = mockServices.auditor.mock();
    let knex: Knex;
    let codeHost: InMemoryCodeHost;
    let codeHosts: CodeHosts;
    let targetId: string;
    let number: number;

    beforeEach(async () => {
      knex = await openOwnDatabase(databases, databaseId);
      codeHost = new InMemoryCodeHost({ host: 'localhost:4400' });
      codeHost.writers.add('farid');
      codeHosts = CodeHosts.create({ codeHosts: [codeHost] });
      const inserted = await insertOpenPullRequest({ knex, codeHost });
      targetId = inserted.targetId;
      number = inserted.pullRequest.number;
    });

    async function look() {
      await knex('pull_requests').update({ look_at: nowPlus(knex, -1) });
      const poller = PullRequestPoller.create({
        budget: createTestBudget(knex),
        knex,
        codeHosts,
        pollSeconds: 60,
        rebuild: { onConflict: true, onBehind: true, mostPerDay: 2 },
        onChange: () => {},
        logger: mockServices.logger.mock(),
      });
      await poller.tick();
      await poller.drain();
    }

    async function hear() {
      await knex('pull_requests')
        .whereNotNull('hear_at')
        .update({ hear_at: nowPlus(knex, -1) });
      await ConversationReader.create({
        knex,
        codeHosts,
        budget: createTestBudget(knex),
        logger: mockServices.logger.mock(),
      }).tick();
    }

    async function listen() {
      await look();
      await hear();
    }

    async function answer() {
      await knex('effects').update({ due_at: nowPlus(knex, -1) });
      await EffectPump.create({
        knex,
        auditor,
        codeHosts,
        budget: createTestBudget(knex),
        appUrl: 'http://localhost:3000',
        stale: { remindAfterDays: 0, reminders: 1 },
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

    async function targetOf() {
      const row = await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .first();
      return { ...row!, conditions: JSON.parse(row!.conditions) };
    }

    const comments = () =>
      (codeHost.comments.get(number) ?? []).map(({ body }) => body);

    const moves = async () =>
      await knex<DbEventRow>('events')
        .where({ target_id: targetId, kind: 'targetMoved' })
        .select('actor', 'from_state', 'to_state', 'reason');

    it('are nothing when a stranger, a machine or Skein itself writes them', async () => {
      codeHost.say(number, { body: '/skein retry', author: 'gwen' });
      codeHost.say(number, { body: '/skein stop', byMachine: true });
      codeHost.say(number, { body: '/skein stop', byUs: true });
      codeHost.say(number, { body: '/skein stop\n<!-- skein-effect:1 -->' });
      codeHost.say(number, { body: '/skein nonsense', author: 'gwen' });

      await listen();
      await answer();

      expect(comments()).toEqual([]);
      await expect(knex('effects')).resolves.toEqual([]);
      await expect(targetOf()).resolves.toMatchObject({
        state: 'prOpen',
        conditions: [],
      });
    });

    it('retry has the change made anew for the same pull request, once, and says so once', async () => {
      codeHost.say(number, { body: 'Please:\n/skein retry' });

      await listen();
      await listen();
      await answer();
      await listen();
      await answer();

      await expect(targetOf()).resolves.toMatchObject({
        state: 'queued',
        generation: 1,
      });
      await expect(moves()).resolves.toEqual([
        {
          actor: 'memory',
          from_state: 'prOpen',
          to_state: 'queued',
          reason: `farid wrote /skein retry below #${number}`,
        },
      ]);
      expect(comments()).toEqual([
        expect.stringContaining('the change is made anew'),
      ]);
      await expect(
        knex<DbEventRow>('events').where({ kind: 'commandAnswered' }),
      ).resolves.toMatchObject([
        { actor: 'skein', reason: expect.stringContaining('farid wrote') },
      ]);
      expect(auditor.createEvent).toHaveBeenCalledWith(
        expect.objectContaining({
          eventId: 'command',
          meta: expect.objectContaining({ author: 'farid', command: 'retry' }),
        }),
      );
    });

    it('that are done or refused are among the acts, and help is not', async () => {
      codeHost.say(number, { body: '/skein retry' });
      codeHost.say(number, { body: '/skein help' });
      await listen();
      await answer();
      await answer();
      codeHost.say(number, { body: '/skein retry' });
      await listen();
      await answer();

      await expect(
        knex<DbActRow>('acts')
          .orderBy('id')
          .select(
            'actor',
            'act',
            'through',
            'outcome',
            'target_id',
            'asked',
            'problem',
          ),
      ).resolves.toEqual([
        {
          actor: 'memory:farid',
          act: 'command',
          through: 'pullRequest',
          outcome: 'done',
          target_id: targetId,
          asked: expect.stringContaining('"value":"retry"'),
          problem: null,
        },
        {
          actor: 'memory:farid',
          act: 'command',
          through: 'pullRequest',
          outcome: 'refused',
          target_id: targetId,
          asked: expect.stringContaining('"value":"retry"'),
          problem: 'it is being made anew already',
        },
      ]);
    });

    it('are done once, also when the worker is lost between the deed and the answer', async () => {
      codeHost.say(number, { body: '/skein retry' });
      await listen();
      codeHost.beforeCall = method => {
        if (method === 'addComment') {
          throw new Error('The line broke');
        }
      };
      await answer();
      expect((await targetOf()).state).toBe('queued');
      expect(comments()).toEqual([]);
      await knex<DbTargetRow>('targets').update({ state: 'prOpen' });
      codeHost.beforeCall = () => {};

      await answer();
      await answer();

      expect((await targetOf()).state).toBe('prOpen');
      expect(await moves()).toHaveLength(1);
      expect(comments()).toEqual([
        expect.stringContaining('the change is made anew'),
      ]);
    });

    it('are answered once, also when the worker is lost between the answer and its record', async () => {
      codeHost.say(number, { body: '/skein stop' });
      await listen();
      await answer();
      await knex<DbEffectRow>('effects').update({
        state: 'intended',
        settled_at: null,
      });

      await answer();

      expect(comments()).toHaveLength(1);
      await expect(knex('effects').pluck('state')).resolves.toEqual(['done']);
    });

    it('are all heard where a reader was lost before it could write down what it heard', async () => {
      codeHost.say(number, { body: '/skein explain' });
      codeHost.beforeCall = method => {
        if (method === 'mayWrite') {
          throw new Error('The line broke');
        }
      };
      await listen();
      await expect(knex('effects')).resolves.toEqual([]);
      codeHost.beforeCall = () => {};
      codeHost.say(number, { body: '/skein stop' });

      await listen();
      await answer();

      expect(comments()).toHaveLength(2);
    });

    it('are heard, too, when they come while others are read', async () => {
      codeHost.say(number, { body: '/skein explain' });
      let isFirst = true;
      codeHost.beforeCall = async method => {
        if (method === 'mayWrite' && isFirst) {
          isFirst = false;
          codeHost.say(number, { body: '/skein stop' });
          await look();
        }
      };
      await listen();
      await expect(knex('effects')).resolves.toHaveLength(1);

      await hear();
      await answer();

      expect(comments()).toHaveLength(2);
      await expect(knex('pull_requests').pluck('hear_at')).resolves.toEqual([
        null,
      ]);
    });

    it('stop keeps agents away until somebody says retry', async () => {
      codeHost.say(number, { body: '/skein stop' });
      await listen();
      await answer();
      await expect(targetOf()).resolves.toMatchObject({
        state: 'prOpen',
        conditions: ['agentsStopped'],
      });
      codeHost.pullRequests[number - 1].conflict = true;

      await listen();
      await expect(targetOf()).resolves.toMatchObject({
        state: 'prOpen',
        conditions: ['agentsStopped', 'conflict'],
      });
      codeHost.say(number, { body: '/skein retry' });
      await listen();
      await answer();

      await expect(targetOf()).resolves.toMatchObject({
        state: 'queued',
        conditions: [],
      });
      expect(comments()).toEqual([
        expect.stringContaining('agents leave this pull request alone'),
        expect.stringContaining('the change is made anew'),
      ]);
    });

    it('stop drops what an agent is doing, whose worker then writes nothing', async () => {
      await knex<DbTargetRow>('targets').update({
        state: 'running',
        fence: 3,
        lease_owner: 'a',
        lease_expires_at: '2099-01-01 00:00:00.000',
      });
      await knex<DbAttemptRow>('attempts').insert({
        id: randomUUID(),
        target_id: targetId,
        number: 1,
        fence: 3,
        agent: 'rewriter',
        worker: 'a',
        state: 'running',
        started_at: databaseNow(knex),
        contract_version: 1,
        findings: '[]',
        notes: '[]',
      });
      codeHost.say(number, { body: '/skein stop' });

      await listen();
      await answer();

      await expect(targetOf()).resolves.toMatchObject({
        state: 'prOpen',
        lease_owner: null,
        conditions: ['agentsStopped'],
      });
      await expect(
        knex<DbAttemptRow>('attempts').first('state'),
      ).resolves.toEqual({ state: 'lost' });
    });

    it('stop waits for a push that is on its way', async () => {
      await knex<DbTargetRow>('targets').update({ state: 'publishing' });
      codeHost.say(number, { body: '/skein stop' });
      await listen();
      await answer();
      expect(comments()).toEqual([]);
      await knex<DbTargetRow>('targets').update({ state: 'prOpen' });

      await answer();

      expect((await targetOf()).conditions).toEqual(['agentsStopped']);
      expect(comments()).toHaveLength(1);
    });

    it('retry leaves commits of people alone, and says how to go on', async () => {
      codeHost.pullRequests[number - 1].headSha = 'b'.repeat(40);
      codeHost.say(number, { body: '/skein retry' });

      await listen();
      await answer();

      expect((await targetOf()).state).toBe('prOpen');
      expect(comments()).toEqual([
        expect.stringContaining('holds commits that are not Skein’s'),
      ]);
    });

    it('explain says what is proved and what is not, also while the migration is paused', async () => {
      await knex<DbMigrationRow>('migrations').update({ state: 'paused' });
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
        contract_version: 1,
        findings: JSON.stringify([
          {
            kind: 'unproved',
            file: 'a`b.sql',
            line: 3,
            message: '@everyone <img> fixes #1',
          },
        ]),
        notes: '[]',
        evidence: JSON.stringify({
          level: 'E2',
          rungs: [
            { level: 'E1', status: 'proved', detail: '' },
            { level: 'E3', status: 'notRun', detail: 'no engine for it' },
          ],
        }),
      });
      await knex<DbTargetRow>('targets').update({ attempt_id: attemptId });
      codeHost.say(number, { body: '/skein explain' });

      await listen();
      await answer();

      const [text] = comments();
      expect(text).toContain('E2, no old reference');
      expect(text).toContain('binds: no engine for it');
      expect(text).toContain('``a`b.sql:3``');
      expect(text).not.toMatch(/@everyone|<img>|#1\b/);
      expect(text).toContain('/dataset-migrations/t/');
    });

    it('that there are not are answered with the list, once for a pull request; help is always answered', async () => {
      codeHost.say(number, { body: '/skein merge it' });
      codeHost.say(number, { body: '/skein re\u202etry' });
      codeHost.say(number, { body: '/skein help' });
      codeHost.say(number, { body: '/skein help' });

      await listen();
      await answer();

      expect(comments()).toHaveLength(3);
      expect(
        comments().filter(body => body.includes('no such command')),
      ).toHaveLength(1);
      expect(comments().filter(body => /^\/skein/m.test(body))).toEqual([]);
    });
  },
);
