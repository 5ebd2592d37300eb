import { TestDatabases } from '@backstage/backend-test-utils';
import type { TargetState } from '@skein/backstage-plugin-dataset-migrations-common';
import { moveWave } from '../database/operations/waves/moveWave';
import type { DbEventRow, DbMigrationRow, DbWaveRow } from '../database/tables';
import { openTestDatabase } from '../tests/openTestDatabase';
import {
  createWaveBench,
  type WaveBench,
} from './__testUtils__/createWaveBench';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('WaveKeeper, %s', databaseId => {
  let bench: WaveBench;

  beforeEach(async () => {
    bench = createWaveBench(await openTestDatabase(databases, databaseId));
  });

  it('opens the next wave when the one before is through, and queues its targets with an event each', async () => {
    const { migrationId, targetIds } = await bench.insertWaves(
      { targets: ['prOpen', 'running'] },
      { targets: ['pending', 'pending'] },
      { targets: ['pending'] },
    );

    await bench.keeper.tick();
    expect(await bench.wavesOf()).toEqual(['draining', 'pending', 'pending']);
    expect(await bench.reasonOf(1)).toBe('1 target to come through');
    expect(await bench.statesOf(targetIds.slice(2))).toEqual(
      Array(3).fill('pending'),
    );

    await bench.setState(targetIds[1], 'noChanges');
    await bench.keeper.tick();
    expect(await bench.wavesOf()).toEqual(['passed', 'open', 'pending']);
    expect(await bench.statesOf(targetIds.slice(2))).toEqual([
      'queued',
      'queued',
      'pending',
    ]);
    const events = await bench.knex<DbEventRow>('events').orderBy('id');
    expect(
      events.map(({ kind, from_state, to_state }) => [
        kind,
        from_state,
        to_state,
      ]),
    ).toEqual([
      ['waveMoved', 'open', 'draining'],
      ['waveMoved', 'draining', 'passed'],
      ['waveMoved', 'pending', 'open'],
      ['targetMoved', 'pending', 'queued'],
      ['targetMoved', 'pending', 'queued'],
    ]);
    expect(bench.changed).toEqual([migrationId, migrationId]);
  });

  it('changes and tells nothing when nothing has happened since', async () => {
    await bench.insertWaves({ targets: ['running'] }, { targets: ['pending'] });
    await bench.keeper.tick();
    const before = await bench.knex<DbEventRow>('events');
    bench.changed = [];

    await bench.keeper.tick();

    expect(bench.changed).toEqual([]);
    expect(await bench.knex<DbEventRow>('events')).toEqual(before);
  });

  it('decides once when several replicas tick at the same time', async () => {
    const { targetIds } = await bench.insertWaves(
      { targets: ['merged'] },
      { targets: Array<TargetState>(20).fill('pending') },
      { targets: ['pending'] },
    );

    await Promise.all(Array.from({ length: 4 }, () => bench.keeper.tick()));

    expect(await bench.wavesOf()).toEqual(['passed', 'open', 'pending']);
    const events = await bench.knex<DbEventRow>('events');
    expect(events.filter(({ kind }) => kind === 'waveMoved')).toHaveLength(2);
    expect(events.filter(({ kind }) => kind === 'targetMoved')).toHaveLength(
      20,
    );
    expect(await bench.statesOf([targetIds[21]])).toEqual(['pending']);
  });

  it('lets no caller open a wave while one before it has not passed', async () => {
    const { migrationId } = await bench.insertWaves(
      { state: 'halted', targets: ['failed'] },
      { targets: ['pending'] },
    );
    const wave = await bench
      .knex<DbWaveRow>('waves')
      .where({ number: 2 })
      .first();

    const opened = await bench.knex.transaction(
      async tx =>
        await moveWave({
          tx,
          wave: wave!,
          to: 'open',
          reason: 'Wanted',
          actor: 'skein',
        }),
    );

    expect(opened).toBe(false);
    expect(await bench.wavesOf()).toEqual(['halted', 'pending']);
    expect(
      await bench.knex('events').where({ migration_id: migrationId }),
    ).toEqual([]);
  });

  it('halts a wave that fails, takes the rest of it out of the queue, and opens nothing', async () => {
    const { targetIds } = await bench.insertWaves(
      {
        gate: { maxFailureShare: 0.2 },
        targets: [
          ...Array<TargetState>(6).fill('failed'),
          ...Array<TargetState>(4).fill('prOpen'),
          'queued',
          'running',
        ],
      },
      { targets: ['pending'] },
    );

    await bench.keeper.tick();
    await bench.keeper.tick();

    expect(await bench.wavesOf()).toEqual(['halted', 'pending']);
    expect(await bench.reasonOf(1)).toMatch(/^6 of 10 targets failed/);
    expect(await bench.statesOf(targetIds.slice(10))).toEqual([
      'pending',
      'running',
      'pending',
    ]);
  });

  it('skips waves in which nothing is to be moved', async () => {
    const { targetIds } = await bench.insertWaves(
      { targets: ['merged'] },
      { targets: ['exempted'] },
      { targets: [] },
      { targets: ['pending'] },
    );

    await bench.keeper.tick();

    expect(await bench.wavesOf()).toEqual([
      'passed',
      'passed',
      'passed',
      'open',
    ]);
    expect(await bench.statesOf(targetIds)).toEqual([
      'merged',
      'exempted',
      'queued',
    ]);
  });

  it.each(['planned', 'paused', 'cancelled', 'completed'] as const)(
    'leaves a migration alone that is %s',
    async state => {
      const { targetIds } = await bench.insertWaves(
        { targets: ['merged'] },
        { targets: ['pending'] },
      );
      await bench.knex<DbMigrationRow>('migrations').update({ state });

      await bench.keeper.tick();

      expect(await bench.wavesOf()).toEqual(['open', 'pending']);
      expect(await bench.statesOf(targetIds)).toEqual(['merged', 'pending']);
    },
  );
});
