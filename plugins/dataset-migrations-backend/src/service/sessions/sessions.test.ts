import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  targetReadPermission,
  type SessionEvent,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { TargetQueue } from '../../queue/TargetQueue';
import { DatabaseSessionLogs } from '../../sessions/DatabaseSessionLogs';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe.each(databases.eachSupportedId())(
  'the log of an attempt over REST, %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, databaseId);
    });

    async function openAttempt(denied?: string[]) {
      const { call } = await openTestDoor({ knex, denied });
      await insertTestMigration({ knex });
      const queue = TargetQueue.create({
        knex,
        worker: 'worker-a',
        leaseSeconds: 60,
        onChange: () => undefined,
      });
      const [claim] = await queue.claim(1);
      const log = DatabaseSessionLogs.create({
        knex,
        keptDays: 30,
        logger: mockServices.logger.mock(),
      }).open({ id: claim.attemptId })!;
      const path = `/attempts/${claim.attemptId}/log`;
      return { call, claim, queue, path, log, writer: log.of('writer') };
    }

    const textsOf = (items: SessionEvent[]) => items.map(({ text }) => text);

    it('shows every kind of line with what belongs to it', async () => {
      const { call, path, log, writer } = await openAttempt();
      writer.record({ kind: 'agent' });
      writer.record({ kind: 'prompt', text: 'x'.repeat(20_000) });
      writer.record({ kind: 'thought', text: 'Hm' });
      writer.record({ kind: 'message', text: 'I move it.' });
      writer.record({
        kind: 'toolCall',
        tool: 'read',
        callId: '1',
        text: '{"path":"job.py"}',
      });
      writer.record({
        kind: 'toolResult',
        tool: 'read',
        callId: '1',
        text: 'There is no such file',
        failed: true,
      });
      writer.record({
        kind: 'modelRequest',
        model: 'small-model',
        inputTokens: 900,
        outputTokens: 50,
        cacheReadTokens: 10,
        cacheWriteTokens: 0,
        costDollars: 0.25,
        milliseconds: 10,
        status: 'succeeded',
      });
      writer.record({
        kind: 'modelRefused',
        model: 'large-model',
        text: 'The budget is used up',
      });
      writer.record({
        kind: 'verification',
        passed: false,
        level: 'E1',
        text: 'job.py reads the old dataset',
      });
      log.of('reader').record({
        kind: 'verdict',
        verdict: 'veto',
        text: 'job.py:3 loses its filter.',
      });
      writer.record({ kind: 'round', round: 1 });
      writer.record({ kind: 'end', result: 'gaveUp', text: 'Too hard' });
      log.of().record({ kind: 'outcome', result: 'needsHuman', text: 'Hard' });
      await log.close();

      const { body } = await call('get', path).expect(200);

      expect(body).toMatchObject({
        isRunning: true,
        keptDays: 30,
        pageInfo: {},
        items: [
          { sequence: 1, agent: 'writer', kind: 'agent' },
          {
            kind: 'prompt',
            text: expect.stringMatching(/^x+\n\[…\]$/),
            cutBytes: expect.any(Number),
          },
          { kind: 'thought', text: 'Hm' },
          { kind: 'message', text: 'I move it.' },
          { kind: 'toolCall', tool: 'read', callId: '1' },
          { kind: 'toolResult', tool: 'read', callId: '1', failed: true },
          { kind: 'modelRequest', model: 'small-model', costDollars: 0.25 },
          { kind: 'modelRefused', model: 'large-model' },
          { kind: 'verification', passed: false, level: 'E1' },
          { agent: 'reader', kind: 'verdict', verdict: 'veto' },
          { kind: 'round', round: 1 },
          { kind: 'end', result: 'gaveUp', text: 'Too hard' },
          { sequence: 13, kind: 'outcome', result: 'needsHuman' },
        ],
      });
      expect(body.items[12].agent).toBeUndefined();
    });

    it('gives pages in order, only some kinds, and what came after a line', async () => {
      const { call, claim, queue, path, log, writer } = await openAttempt();
      for (const text of ['1', '2', '3']) {
        writer.record({ kind: 'message', text });
        writer.record({ kind: 'thought', text: `${text}?` });
      }
      await log.flush();

      const first = await call('get', `${path}?limit=4`);
      expect(textsOf(first.body.items)).toEqual(['1', '1?', '2', '2?']);
      const { nextCursor } = first.body.pageInfo;
      const second = await call('get', `${path}?limit=4&cursor=${nextCursor}`);
      expect(textsOf(second.body.items)).toEqual(['3', '3?']);
      expect(second.body.pageInfo).toEqual({});
      const messages = await call('get', `${path}?kind=message&after=1`);
      expect(textsOf(messages.body.items)).toEqual(['2', '3']);

      // somebody follows it to its end
      const { sequence } = second.body.items[1];
      writer.record({ kind: 'message', text: '4' });
      await log.close();
      await queue.release(claim, 'The worker shuts down');
      const last = await call('get', `${path}?after=${sequence}`);
      expect(textsOf(last.body.items)).toEqual(['4']);
      expect(last.body.isRunning).toBe(false);
    });

    it('is nothing that exists for whoever may not see the target', async () => {
      const denied = await openAttempt([targetReadPermission.name]);
      denied.writer.record({ kind: 'message', text: 'secret' });
      await denied.log.close();

      const { body } = await denied.call('get', denied.path).expect(404);
      expect(body.error.message).toBe(
        `There is no attempt '${denied.claim.attemptId}'`,
      );
      await denied.call('get', denied.path, { person: 'admin' }).expect(200);
      await denied.call('get', denied.path, { person: 'nobody' }).expect(401);
      await denied.call('get', `/attempts/${UNKNOWN}/log`).expect(404);
    });

    it.each([
      ['after=-1', 'query.after'],
      ['after=x', 'query.after'],
      ['limit=1000', 'query.limit'],
      ['kind=gossip', 'query.kind'],
      ['cursor=x', 'query.cursor'],
    ])('refuses %s by the name of the field', async (query, field) => {
      const { call, path } = await openAttempt();

      const { body } = await call('get', `${path}?${query}`).expect(400);

      expect(body.error.message).toContain(field);
    });
  },
);
