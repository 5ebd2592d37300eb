import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { moveTarget } from '../database/operations/targets/moveTarget';
import type { DbAttemptRow, DbEventRow, DbTargetRow } from '../database/tables';
import { nowPlus } from '../database/time';
import { insertTestMigration } from '../tests/insertTestMigration';
import { TargetQueue } from './TargetQueue';
import { openTestDatabase } from '../tests/openTestDatabase';
import { failure, PROPOSED } from '../tests/outcomes';
import { waitOf } from '../tests/waitOf';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('TargetQueue, %s', databaseId => {
  let knex: Knex;
  let changed: string[];

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
    changed = [];
  });

  function queueOf(worker: string, options: { leaseSeconds?: number } = {}) {
    return TargetQueue.create({
      knex,
      worker,
      leaseSeconds: options.leaseSeconds ?? 60,
      onChange: migrationId => changed.push(migrationId),
    });
  }

  async function targetOf(targetId: string) {
    return await knex<DbTargetRow>('targets').where({ id: targetId }).first();
  }

  it('gives each target to one of many workers that ask at once', async () => {
    const { targetIds } = await insertTestMigration({
      knex,
      targets: Array.from({ length: 20 }, () => ({})),
    });

    const claims = await Promise.all(
      ['a', 'b', 'c', 'd'].map(worker => queueOf(worker).claim(10)),
    );

    const claimed = claims.flat().map(claim => claim.targetId);
    expect(new Set(claimed).size).toBe(claimed.length);
    const rest = await queueOf('e').claim(100);
    expect([...claimed, ...rest.map(claim => claim.targetId)].sort()).toEqual(
      [...targetIds].sort(),
    );
  });

  it.each([
    ['draft', false, 0],
    ['planned', false, 0],
    ['planned', true, 1],
    ['running', false, 1],
    ['paused', false, 0],
    ['completing', false, 0],
    ['cancelled', false, 0],
  ] as const)(
    'when the migration is %s and previewing is %s, it claims %i',
    async (state, previewing, count) => {
      await insertTestMigration({ knex, state, previewing });

      expect(await queueOf('a').claim(5)).toHaveLength(count);
    },
  );

  it('leaves what has to wait, and what is in another state', async () => {
    await insertTestMigration({
      knex,
      targets: [
        { not_before: nowPlus(knex, 60) },
        { state: 'pending' },
        { state: 'proposed' },
        { state: 'merged' },
      ],
    });

    expect(await queueOf('a').claim(5)).toEqual([]);
  });

  it('lets migrations take turns', async () => {
    const large = await insertTestMigration({
      knex,
      targets: Array.from({ length: 10 }, () => ({
        not_before: nowPlus(knex, -100),
      })),
    });
    const small = await insertTestMigration({ knex, targets: [{}, {}] });

    const claims = await queueOf('a').claim(4);

    const counts = [large, small].map(
      ({ migrationId }) =>
        claims.filter(claim => claim.migrationId === migrationId).length,
    );
    expect(counts).toEqual([2, 2]);
    const [next] = await queueOf('a').claim(1);
    expect(next.migrationId).toBe(large.migrationId);
  });

  it('records each claim as an attempt and in the history', async () => {
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: [
        { paths: '["finance"]', excluded_paths: '["finance/marketing"]' },
      ],
    });

    const [claim] = await queueOf('worker-a').claim(1);

    expect(claim).toMatchObject({
      targetId: targetIds[0],
      fence: 1,
      repository: { host: 'localhost:4400', owner: 'acme' },
      paths: ['finance'],
      excludedPaths: ['finance/marketing'],
      requiredLevel: 'E1',
      contract: { metadata: { name: 'user-activity-v2' } },
    });
    await expect(
      knex<DbAttemptRow>('attempts').select(
        'number',
        'fence',
        'state',
        'worker',
      ),
    ).resolves.toEqual([
      { number: 1, fence: 1, state: 'running', worker: 'worker-a' },
    ]);
    await expect(
      knex<DbEventRow>('events').select('from_state', 'to_state'),
    ).resolves.toEqual([{ from_state: 'queued', to_state: 'running' }]);
    expect(changed).toEqual([migrationId]);
  });

  it('lets a worker whose lease was taken over write nothing', async () => {
    const { targetIds } = await insertTestMigration({ knex });
    const late = queueOf('worker-a', { leaseSeconds: 0 });
    const [lateClaim] = await late.claim(1);
    await queueOf('reaper').reap();
    const [claim] = await queueOf('worker-b').claim(1);

    expect(await late.renew(lateClaim)).toBe('lost');
    expect(await late.finish(lateClaim, PROPOSED)).toBe(false);
    expect(await late.finish(lateClaim, failure('permanent'))).toBe(false);
    expect(await late.release(lateClaim, 'shutting down')).toBe(false);
    expect(
      await knex.transaction(tx =>
        moveTarget({
          tx,
          targetId: targetIds[0],
          from: 'running',
          to: 'proposed',
          fence: lateClaim.fence,
          actor: 'skein',
        }),
      ),
    ).toBe(false);

    expect(claim.fence).toBe(lateClaim.fence + 1);
    await expect(targetOf(targetIds[0])).resolves.toMatchObject({
      state: 'running',
      fence: claim.fence,
      lease_owner: 'worker-b',
      attempt_id: null,
    });
    await expect(
      knex<DbAttemptRow>('attempts').orderBy('number').select('state', 'patch'),
    ).resolves.toEqual([
      { state: 'lost', patch: null },
      { state: 'running', patch: null },
    ]);
  });

  it('does not revive a lease that has run out, even when nobody took it over', async () => {
    await insertTestMigration({ knex });
    const queue = queueOf('worker-a', { leaseSeconds: 0 });
    const [claim] = await queue.claim(1);

    expect(await queue.renew(claim)).toBe('lost');
  });

  it('says when nobody wants the work any more', async () => {
    const { migrationId } = await insertTestMigration({
      knex,
      state: 'planned',
      previewing: true,
    });
    const queue = queueOf('worker-a');
    const [claim] = await queue.claim(1);

    expect(await queue.renew(claim)).toBe('renewed');
    await knex('migrations')
      .where({ id: migrationId })
      .update({ previewing: false });
    expect(await queue.renew(claim)).toBe('stopped');
    await knex('migrations')
      .where({ id: migrationId })
      .update({ state: 'paused' });
    expect(await queue.renew(claim)).toBe('stopped');
    // what is being pushed comes to its end
    await knex('targets').update({ state: 'publishing' });
    expect(await queue.renew(claim)).toBe('renewed');
    await knex('fleet').update({ stopped: true });
    expect(await queue.renew(claim)).toBe('stopped');
  });

  it('leaves leases that are renewed in time', async () => {
    await insertTestMigration({ knex });
    const queue = queueOf('worker-a');
    const [claim] = await queue.claim(1);
    await queue.reap();

    expect(await queue.renew(claim)).toBe('renewed');
  });

  it('gives a target back at once whose worker was lost, later and later when that goes on, and up in the end', async () => {
    const { targetIds } = await insertTestMigration({ knex });
    const waits: boolean[] = [];
    for (const expected of ['queued', 'queued', 'queued', 'queued', 'failed']) {
      expect(
        await queueOf('worker-a', { leaseSeconds: 0 }).claim(1),
      ).toHaveLength(1);
      await queueOf('reaper').reap();
      const target = await targetOf(targetIds[0]);
      expect(target).toMatchObject({ state: expected, lease_owner: null });
      waits.push(target !== undefined && waitOf(target) > 0.5);
      await knex('targets').update({ not_before: nowPlus(knex, -1) });
    }
    expect(waits).toEqual([false, true, true, true, false]);
    const target = await targetOf(targetIds[0]);
    expect(target?.state_reason).toContain('failed 5 times in a row');
    await expect(
      knex<DbAttemptRow>('attempts').where({ state: 'lost' }),
    ).resolves.toHaveLength(5);
  });

  it('takes up again what was lost before what has waited behind it', async () => {
    const { targetIds } = await insertTestMigration({
      knex,
      targets: [-20, -10].map(seconds => ({
        not_before: nowPlus(knex, seconds),
      })),
    });
    const [lost] = await queueOf('worker-a', { leaseSeconds: 0 }).claim(1);
    expect(lost.targetId).toBe(targetIds[0]);

    await queueOf('reaper').reap();

    const [next] = await queueOf('worker-b').claim(1);
    expect(next.targetId).toBe(lost.targetId);
  });

  it('sends a proposal of a running migration on to be published in one step', async () => {
    const { targetIds } = await insertTestMigration({
      knex,
      targets: [{ conditions: '["noOwner","retrying"]', failure_count: 2 }],
    });
    const queue = queueOf('worker-a');
    const [claim] = await queue.claim(1);

    expect(await queue.finish(claim, PROPOSED)).toBe(true);

    await expect(targetOf(targetIds[0])).resolves.toMatchObject({
      state: 'publishing',
      state_reason: 'E1: parses',
      attempt_id: claim.attemptId,
      failure_count: 0,
      conditions: '["noOwner","decisionNeeded"]',
      lease_owner: null,
    });
    const events = await knex<DbEventRow>('events').orderBy('id');
    expect(events.map(event => event.to_state)).toEqual([
      'running',
      'proposed',
      'publishing',
    ]);
    await expect(knex<DbAttemptRow>('attempts').first()).resolves.toMatchObject(
      {
        state: 'succeeded',
        patch: 'diff',
        files_changed: 1,
        lines_added: 2,
        lines_removed: 3,
        base_sha: 'a'.repeat(40),
      },
    );
  });

  it('ends a preview at the proposal', async () => {
    const { targetIds } = await insertTestMigration({
      knex,
      state: 'planned',
      previewing: true,
    });
    const queue = queueOf('worker-a');
    const [claim] = await queue.claim(1);
    await queue.finish(claim, PROPOSED);

    await expect(targetOf(targetIds[0])).resolves.toMatchObject({
      state: 'proposed',
    });
  });
  it('gives a released target back at once and counts no failure', async () => {
    const { targetIds } = await insertTestMigration({ knex });
    const queue = queueOf('worker-a');
    const [claim] = await queue.claim(1);
    await queue.release(claim, 'The worker shuts down');

    await expect(targetOf(targetIds[0])).resolves.toMatchObject({
      state: 'queued',
      failure_count: 0,
      lease_owner: null,
    });
    expect(await queueOf('worker-b').claim(1)).toHaveLength(1);
  });
});
