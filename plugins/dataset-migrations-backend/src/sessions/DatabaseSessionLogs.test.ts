import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { appendSessionEvents } from '../database/operations/sessions/appendSessionEvents';
import type {
  DbAttemptRow,
  DbSessionEventRow,
  DbTargetRow,
} from '../database/tables';
import { nowPlus, secondsSince } from '../database/time';
import { TargetQueue } from '../queue/TargetQueue';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import { DatabaseSessionLogs } from './DatabaseSessionLogs';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())(
  'DatabaseSessionLogs, %s',
  databaseId => {
    let knex: Knex;
    let queue: TargetQueue;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, databaseId);
      queue = TargetQueue.create({
        knex,
        worker: 'worker-1',
        leaseSeconds: 45,
        onChange: () => undefined,
      });
    });

    const logsThatKeep = (keptDays: number) =>
      DatabaseSessionLogs.create({
        knex,
        keptDays,
        logger: mockServices.logger.mock(),
      });

    async function begin() {
      await insertTestMigration({ knex });
      const [claim] = await queue.claim(1);
      return { claim, log: logsThatKeep(30).open({ id: claim.attemptId })! };
    }

    const lines = async () =>
      await knex<DbSessionEventRow>('session_events')
        .orderBy(['attempt_id', 'sequence'])
        .select('sequence', 'agent', 'kind', 'body');

    it('keeps what happened in order, by the clock of the database', async () => {
      const { log } = await begin();
      log.of('writer').record({ kind: 'prompt', text: 'Move it.' });
      log.of('writer').record({ kind: 'message', text: 'Done. 日本 \u0000' });
      log.of().record({ kind: 'outcome', result: 'ended', text: 'Stopped' });
      await log.close();

      expect(await lines()).toEqual([
        {
          sequence: 1,
          agent: 'writer',
          kind: 'prompt',
          body: '{"text":"Move it."}',
        },
        {
          sequence: 2,
          agent: 'writer',
          kind: 'message',
          body: '{"text":"Done. 日本 "}',
        },
        {
          sequence: 3,
          agent: null,
          kind: 'outcome',
          body: '{"result":"ended","text":"Stopped"}',
        },
      ]);
      const [{ age }] = await knex('session_events').select({
        age: secondsSince(knex, 'at'),
      });
      expect(Number(age)).toBeGreaterThanOrEqual(0);
      expect(Number(age)).toBeLessThan(60);
    });

    it.each([
      [
        'that was given back',
        async (claim: Awaited<ReturnType<typeof begin>>['claim']) =>
          void (await queue.release(claim, 'The worker shuts down')),
      ],
      [
        'whose lease was taken over',
        async (claim: Awaited<ReturnType<typeof begin>>['claim']) => {
          await knex<DbTargetRow>('targets')
            .where({ id: claim.targetId })
            .update({ lease_expires_at: nowPlus(knex, -1) });
          await queue.reap();
        },
      ],
      [
        // what a claim does that a later one overtakes
        'whose fence is not that of its target any more',
        async (claim: Awaited<ReturnType<typeof begin>>['claim']) =>
          void (await knex<DbTargetRow>('targets')
            .where({ id: claim.targetId })
            .increment('fence', 1)),
      ],
    ])('takes nothing from an attempt %s', async (_case, end) => {
      const { claim, log } = await begin();
      log.of('writer').record({ kind: 'message', text: 'in time' });
      await log.flush();

      await end(claim);
      log.of('writer').record({ kind: 'message', text: 'too late' });
      await log.close();

      expect(await lines()).toMatchObject([{ body: '{"text":"in time"}' }]);
    });

    it('stores a line once though it was written twice', async () => {
      const { claim } = await begin();
      const write = async (text: string) =>
        await knex.transaction(
          async tx =>
            await appendSessionEvents({
              tx,
              attemptId: claim.attemptId,
              events: [
                {
                  sequence: 1,
                  kind: 'message',
                  body: JSON.stringify({ text }),
                  ageSeconds: 0,
                },
              ],
            }),
        );

      expect(await write('first')).toBe(true);
      expect(await write('again')).toBe(true);

      expect(await lines()).toMatchObject([{ body: '{"text":"first"}' }]);
    });

    it('deletes what is older than it may be, and nothing else', async () => {
      const { claim, log } = await begin();
      log.of('writer').record({ kind: 'message', text: 'old' });
      log.of('writer').record({ kind: 'message', text: 'new' });
      await log.close();
      await knex<DbSessionEventRow>('session_events')
        .where({ sequence: 1 })
        .update({ at: nowPlus(knex, -31 * 24 * 3600) });

      await logsThatKeep(30).sweep();

      expect(await lines()).toMatchObject([{ body: '{"text":"new"}' }]);
      expect(
        await knex<DbAttemptRow>('attempts').where({ id: claim.attemptId }),
      ).toHaveLength(1);
    });

    it('keeps nothing, also of what was, where nothing is to be kept', async () => {
      const { claim, log } = await begin();
      log.of('writer').record({ kind: 'message', text: 'old' });
      await log.close();

      expect(logsThatKeep(0).open({ id: claim.attemptId })).toBeUndefined();
      await logsThatKeep(0).sweep();

      expect(await lines()).toEqual([]);
    });
  },
);
