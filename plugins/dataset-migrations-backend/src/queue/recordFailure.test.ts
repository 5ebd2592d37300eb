import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { holdMigration } from '../database/operations/migrations/holdMigration';
import { lockTargets } from '../database/operations/targets/lockTargets';
import type { DbAttemptRow, DbEventRow, DbTargetRow } from '../database/tables';
import { nowPlus } from '../database/time';
import type { AttemptOutcome } from '../execution/AttemptOutcome';
import { insertTestMigration } from '../tests/insertTestMigration';
import type { ClaimedTarget } from './ClaimedTarget';
import { TargetQueue } from './TargetQueue';
import { openTestDatabase } from '../tests/openTestDatabase';
import { failure, PROPOSED } from '../tests/outcomes';
import { waitOf } from '../tests/waitOf';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('recordFailure, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  function queueOf(worker: string) {
    return TargetQueue.create({
      knex,
      worker,
      leaseSeconds: 60,
      onChange: () => undefined,
    });
  }

  async function targetOf(targetId: string) {
    return await knex<DbTargetRow>('targets').where({ id: targetId }).first();
  }

  async function failNext(queue: TargetQueue, outcome: AttemptOutcome) {
    await knex('targets')
      .where({ state: 'queued' })
      .update({ not_before: nowPlus(knex, -1) });
    const [claim] = await queue.claim(1);
    expect(await queue.finish(claim, outcome)).toBe(true);
    return claim.targetId;
  }

  it('tries again what the surroundings are to blame for, later, and never loses it', async () => {
    const { migrationId, targetIds } = await insertTestMigration({ knex });
    const queue = queueOf('worker-a');
    for (let failures = 1; failures <= 12; failures += 1) {
      await failNext(queue, failure('infrastructure'));
      await expect(targetOf(targetIds[0])).resolves.toMatchObject({
        state: 'queued',
        failure_class: 'infrastructure',
        failure_count: failures,
        conditions: '["retrying"]',
      });
      const target = await targetOf(targetIds[0]);
      expect(target && waitOf(target)).toBeGreaterThan(0.5);
    }
    await expect(
      knex<DbAttemptRow>('attempts').where({
        state: 'failed',
        error: 'The code host is down',
        failure_class: 'infrastructure',
      }),
    ).resolves.toHaveLength(12);
    await expect(
      knex('migrations').where({ id: migrationId }).first('state'),
    ).resolves.toEqual({ state: 'running' });
  });

  it('leaves a code host alone for as long as it asked', async () => {
    const { targetIds } = await insertTestMigration({ knex });
    await failNext(queueOf('worker-a'), failure('rate', 5000));

    const [waits] = await knex<DbTargetRow>('targets')
      .where({ id: targetIds[0] })
      .where('not_before', '>', nowPlus(knex, 4900));
    expect(waits).toMatchObject({ state: 'queued', failure_class: 'rate' });
  });

  it('gives up after three failures of the attempt itself, which an outage between does not excuse', async () => {
    const { targetIds } = await insertTestMigration({ knex });
    const queue = queueOf('worker-a');
    for (const [kind, state] of [
      ['agent', 'queued'],
      ['infrastructure', 'queued'],
      ['agent', 'queued'],
      ['rate', 'queued'],
      ['agent', 'failed'],
    ] as const) {
      await failNext(queue, failure(kind));
      await expect(targetOf(targetIds[0])).resolves.toMatchObject({
        state,
        failure_class: kind,
      });
    }
    const target = await targetOf(targetIds[0]);
    expect(target).toMatchObject({
      agent_failure_count: 3,
      conditions: '[]',
      state_reason:
        'The code host is down (agent failure, failed 3 times in a row); look at its attempts, then retry it, retry it with another agent, or take it over by hand',
    });
  });

  it('does not try again what a person has to mend', async () => {
    const { targetIds } = await insertTestMigration({ knex });
    await failNext(queueOf('worker-a'), failure('permanent'));

    await expect(targetOf(targetIds[0])).resolves.toMatchObject({
      state: 'failed',
      failure_class: 'permanent',
      state_reason:
        'The code host is down (permanent failure, failed once); mend the cause, then retry it',
    });
  });

  it('pauses a migration after five targets that failed one after the other, names them, and says so once', async () => {
    const { migrationId } = await insertTestMigration({
      knex,
      targets: Array.from({ length: 12 }, () => ({})),
    });
    const queue = queueOf('worker-a');
    for (let index = 0; index < 4; index += 1) {
      await failNext(queue, failure('permanent'));
    }
    await failNext(queue, PROPOSED);
    for (let index = 0; index < 4; index += 1) {
      await failNext(queue, failure('permanent'));
      await failNext(queue, failure('infrastructure'));
    }
    await expect(
      knex('migrations').where({ id: migrationId }).first('state'),
    ).resolves.toEqual({ state: 'running' });

    await failNext(queue, failure('permanent'));

    const migration = await knex('migrations')
      .where({ id: migrationId })
      .first();
    expect(migration).toMatchObject({ state: 'paused', failed_in_row: 0 });
    expect(migration.state_reason).toMatch(
      /^5 targets failed one after the other.*\nacme\/repository-\d+ \(permanent\): The code host is down/,
    );
    await knex('targets')
      .where({ state: 'queued' })
      .update({ not_before: nowPlus(knex, -1) });
    expect(await queue.claim(5)).toEqual([]);
    await expect(
      knex<DbEventRow>('events').where({ kind: 'migrationMoved' }),
    ).resolves.toMatchObject([
      { from_state: 'running', to_state: 'paused', actor: 'skein' },
    ]);
  });

  it('is paused once also when the last failures come at the same time', async () => {
    await insertTestMigration({
      knex,
      targets: Array.from({ length: 9 }, () => ({})),
    });
    const queue = queueOf('worker-a');
    const claims = await queue.claim(9);

    const finished = await Promise.all(
      claims.map(claim => queue.finish(claim, failure('permanent'))),
    );

    expect(finished).toEqual(claims.map(() => true));
    await expect(
      knex<DbEventRow>('events').where({ kind: 'migrationMoved' }),
    ).resolves.toHaveLength(1);
    await expect(knex('migrations').first()).resolves.toMatchObject({
      state: 'paused',
      failed_in_row: 4,
    });
  });

  // SQLite has one writer, so nobody waits for anybody
  if (databaseId !== 'SQLITE_3') {
    it.each([
      [
        'fails',
        (queue: TargetQueue, claim: ClaimedTarget) =>
          queue.finish(claim, failure('permanent')),
      ],
      [
        'succeeds',
        (queue: TargetQueue, claim: ClaimedTarget) =>
          queue.finish(claim, PROPOSED),
      ],
      [
        'is given back',
        (queue: TargetQueue, claim: ClaimedTarget) =>
          queue.release(claim, 'released'),
      ],
    ])(
      'an attempt that %s never waits in a circle with a person who cancels',
      async (_case, end) => {
        const { migrationId } = await insertTestMigration({ knex });
        const queue = queueOf('worker-a');
        const [claim] = await queue.claim(1);

        const cancelling = await knex.transaction();
        await holdMigration({ tx: cancelling, migrationId, toChange: true });
        const ended = end(queue, claim);
        for (let waiting = 0; waiting === 0; ) {
          const [{ count }] = await cancelling('pg_locks')
            .where({ granted: false })
            .count();
          waiting = Number(count);
        }
        const states = ['running'] as const;
        const locked = await lockTargets({
          tx: cancelling,
          migrationId,
          states,
        });
        await cancelling.commit();

        expect(locked).toHaveLength(1);
        expect(await ended).toBe(true);
      },
    );
  }
});
