import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type {
  TargetState,
  WaveGate,
  WaveState,
} from '@skein/backstage-plugin-dataset-migrations-common';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { moveWave } from '../database/operations/waves/moveWave';
import type {
  DbEventRow,
  DbMigrationRow,
  DbPullRequestRow,
  DbTargetRow,
  DbTargetUpstreamRow,
  DbWaveRow,
} from '../database/tables';
import { databaseNow, nowPlus } from '../database/time';
import { TargetQueue } from '../queue/TargetQueue';
import { insertTestMigration } from '../tests/insertTestMigration';
import { WaveKeeper } from './WaveKeeper';
import { openTestDatabase } from '../tests/openTestDatabase';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('waves, %s', databaseId => {
  let knex: Knex;
  let keeper: WaveKeeper;
  let changed: string[];

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
    changed = [];
    keeper = WaveKeeper.create({
      knex,
      onChange: migrationId => changed.push(migrationId),
      logger: mockServices.logger.mock(),
    });
  });

  /** A running migration; a wave is its gate and its targets' states, the first is open and the others are pending. */
  async function insertWaves(
    ...waves: Array<{
      gate?: WaveGate;
      state?: WaveState;
      targets: Array<TargetState | Partial<DbTargetRow>>;
    }>
  ) {
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: waves.flatMap(({ targets }, index) =>
        targets.map(target => ({
          ...(typeof target === 'string' ? { state: target } : target),
          wave: index + 1,
          repository_name: `r-${randomUUID()}`,
        })),
      ),
    });
    await knex<DbWaveRow>('waves').insert(
      waves.map(({ gate = {}, state }, index) => ({
        migration_id: migrationId,
        number: index + 1,
        title: `Wave ${index + 1}`,
        state: state ?? (index === 0 ? 'open' : 'pending'),
        state_since: databaseNow(knex),
        gate: JSON.stringify(gate),
      })),
    );
    return { migrationId, targetIds };
  }

  const wavesOf = async () =>
    (await knex<DbWaveRow>('waves').orderBy('number')).map(
      ({ state }) => state,
    );
  const statesOf = async (targetIds: string[]) => {
    const rows = await knex<DbTargetRow>('targets').whereIn('id', targetIds);
    return targetIds.map(id => rows.find(row => row.id === id)!.state);
  };
  const setState = async (targetId: string, state: TargetState) =>
    await knex<DbTargetRow>('targets')
      .where({ id: targetId })
      .update({ state });
  const reasonOf = async (number: number) =>
    (await knex<DbWaveRow>('waves').where({ number }).first())!.state_reason;

  it('opens the next wave when the one before is through, and queues its targets with an event each', async () => {
    const { migrationId, targetIds } = await insertWaves(
      { targets: ['prOpen', 'running'] },
      { targets: ['pending', 'pending'] },
      { targets: ['pending'] },
    );

    await keeper.tick();
    expect(await wavesOf()).toEqual(['draining', 'pending', 'pending']);
    expect(await reasonOf(1)).toBe('1 target to come through');
    expect(await statesOf(targetIds.slice(2))).toEqual(
      Array(3).fill('pending'),
    );

    await setState(targetIds[1], 'noChanges');
    await keeper.tick();
    expect(await wavesOf()).toEqual(['passed', 'open', 'pending']);
    expect(await statesOf(targetIds.slice(2))).toEqual([
      'queued',
      'queued',
      'pending',
    ]);
    const events = await knex<DbEventRow>('events').orderBy('id');
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
    expect(changed).toEqual([migrationId, migrationId]);
  });

  it('changes and tells nothing when nothing has happened since', async () => {
    await insertWaves({ targets: ['running'] }, { targets: ['pending'] });
    await keeper.tick();
    const before = await knex<DbEventRow>('events');
    changed = [];

    await keeper.tick();

    expect(changed).toEqual([]);
    expect(await knex<DbEventRow>('events')).toEqual(before);
  });

  it('decides once when several replicas tick at the same time', async () => {
    const { targetIds } = await insertWaves(
      { targets: ['merged'] },
      { targets: Array<TargetState>(20).fill('pending') },
      { targets: ['pending'] },
    );

    await Promise.all(Array.from({ length: 4 }, () => keeper.tick()));

    expect(await wavesOf()).toEqual(['passed', 'open', 'pending']);
    const events = await knex<DbEventRow>('events');
    expect(events.filter(({ kind }) => kind === 'waveMoved')).toHaveLength(2);
    expect(events.filter(({ kind }) => kind === 'targetMoved')).toHaveLength(
      20,
    );
    expect(await statesOf([targetIds[21]])).toEqual(['pending']);
  });

  it('lets no caller open a wave while one before it has not passed', async () => {
    const { migrationId } = await insertWaves(
      { state: 'halted', targets: ['failed'] },
      { targets: ['pending'] },
    );
    const wave = await knex<DbWaveRow>('waves').where({ number: 2 }).first();

    const opened = await knex.transaction(
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
    expect(await wavesOf()).toEqual(['halted', 'pending']);
    expect(await knex('events').where({ migration_id: migrationId })).toEqual(
      [],
    );
  });

  it('halts a wave that fails, takes the rest of it out of the queue, and opens nothing', async () => {
    const { targetIds } = await insertWaves(
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

    await keeper.tick();
    await keeper.tick();

    expect(await wavesOf()).toEqual(['halted', 'pending']);
    expect(await reasonOf(1)).toMatch(/^6 of 10 targets failed/);
    expect(await statesOf(targetIds.slice(10))).toEqual([
      'pending',
      'running',
      'pending',
    ]);
  });

  it('holds back what a preview has proposed until its wave opens', async () => {
    const { targetIds } = await insertWaves(
      { targets: ['running'] },
      { targets: ['proposed'] },
    );
    const queue = TargetQueue.create({
      knex,
      worker: 'w',
      leaseSeconds: 60,
      onChange: () => {},
    });
    await proposeAll(targetIds);

    await queue.publishProposals();
    expect(await statesOf(targetIds)).toEqual(['running', 'proposed']);

    await setState(targetIds[0], 'merged');
    await keeper.tick();
    await queue.publishProposals();
    expect(await statesOf(targetIds)).toEqual(['merged', 'publishing']);
  });

  it('does not publish what is proposed while its wave is halted', async () => {
    const { targetIds } = await insertWaves({
      state: 'halted',
      targets: ['queued'],
    });
    const queue = TargetQueue.create({
      knex,
      worker: 'w',
      leaseSeconds: 60,
      onChange: () => {},
    });
    const [claim] = await queue.claim(1);

    await queue.finish(claim, {
      kind: 'proposed',
      reason: 'Proved E2',
      conditions: [],
      record: { agents: ['rewriter'], findings: [], notes: [] },
    });

    expect(await statesOf(targetIds)).toEqual(['proposed']);
  });

  it.each<[string, Partial<DbPullRequestRow>, WaveState]>([
    [
      'pending checks',
      { checks: '[{"name":"a","state":"pending"}]' },
      'draining',
    ],
    ['checks that may still begin', { checks: '[]' }, 'draining'],
    ['failed checks', { checks: '[{"name":"a","state":"failed"}]' }, 'halted'],
    [
      'passed checks',
      { checks: '[{"name":"\\"state\\":\\"failed\\"","state":"passed"}]' },
      'passed',
    ],
  ])('looks at %s of pull requests', async (_case, pullRequest, state) => {
    const { targetIds } = await insertWaves({
      gate: { maxChecksFailedShare: 0.5 },
      targets: ['prOpen'],
    });
    await insertPullRequest(targetIds[0], pullRequest);

    await keeper.tick();

    expect(await wavesOf()).toEqual([state]);
  });

  it('knows of no checks only after a while', async () => {
    const { targetIds } = await insertWaves({
      gate: { maxChecksFailedShare: 0.5 },
      targets: ['prOpen'],
    });
    await insertPullRequest(targetIds[0], { checks: '[]' });
    await knex<DbTargetRow>('targets').update({
      state_since: nowPlus(knex, -121),
    });

    await keeper.tick();

    expect(await wavesOf()).toEqual(['passed']);
  });

  it('soaks by the clock of the database, and anew after something is under way again', async () => {
    const { targetIds } = await insertWaves(
      { gate: { soakMinutes: 10 }, targets: ['merged'] },
      { targets: ['pending'] },
    );
    const heldFor = async (seconds: number) =>
      await knex<DbWaveRow>('waves')
        .where({ number: 1 })
        .update({ holds_since: nowPlus(knex, -seconds) });
    await keeper.tick();
    await heldFor(590);
    await keeper.tick();
    expect(await reasonOf(1)).toBe('1 more minute without a failure');

    await setState(targetIds[0], 'publishing');
    await keeper.tick();
    await setState(targetIds[0], 'merged');
    await keeper.tick();
    expect(await reasonOf(1)).toBe('10 more minutes without a failure');

    await heldFor(600);
    await keeper.tick();
    expect(await wavesOf()).toEqual(['passed', 'open']);
  });

  it('skips waves in which nothing is to be moved', async () => {
    const { targetIds } = await insertWaves(
      { targets: ['merged'] },
      { targets: ['exempted'] },
      { targets: [] },
      { targets: ['pending'] },
    );

    await keeper.tick();

    expect(await wavesOf()).toEqual(['passed', 'passed', 'passed', 'open']);
    expect(await statesOf(targetIds)).toEqual(['merged', 'exempted', 'queued']);
  });

  it.each(['planned', 'paused', 'cancelled', 'completed'] as const)(
    'leaves a migration alone that is %s',
    async state => {
      const { targetIds } = await insertWaves(
        { targets: ['merged'] },
        { targets: ['pending'] },
      );
      await knex<DbMigrationRow>('migrations').update({ state });

      await keeper.tick();

      expect(await wavesOf()).toEqual(['open', 'pending']);
      expect(await statesOf(targetIds)).toEqual(['merged', 'pending']);
    },
  );

  it('releases a target after what it reads is settled, in its wave or an earlier one', async () => {
    const { targetIds } = await insertWaves(
      { targets: ['prOpen', 'pending'] },
      { targets: ['pending'] },
    );
    const [upstream, reader, later] = targetIds;
    await knex<DbTargetUpstreamRow>('target_upstreams').insert([
      { target_id: reader, upstream_id: upstream },
      { target_id: reader, upstream_id: later },
      { target_id: later, upstream_id: reader },
    ]);

    await keeper.tick();
    expect(await statesOf(targetIds)).toEqual(['prOpen', 'pending', 'pending']);

    await setState(upstream, 'merged');
    await keeper.tick();
    expect(await statesOf(targetIds)).toEqual(['merged', 'queued', 'pending']);

    await setState(reader, 'noChanges');
    await keeper.tick();
    expect(await statesOf(targetIds)).toEqual([
      'merged',
      'noChanges',
      'queued',
    ]);
  });

  it('does not publish what was proposed before what it reads is settled', async () => {
    const { targetIds } = await insertWaves({
      targets: ['prOpen', 'proposed'],
    });
    const [upstream, reader] = targetIds;
    await knex<DbTargetUpstreamRow>('target_upstreams').insert({
      target_id: reader,
      upstream_id: upstream,
    });
    await proposeAll([reader]);
    const queue = TargetQueue.create({
      knex,
      worker: 'w',
      leaseSeconds: 60,
      onChange: () => {},
    });

    await queue.publishProposals();
    expect(await statesOf(targetIds)).toEqual(['prOpen', 'proposed']);
    await setState(upstream, 'merged');
    await queue.publishProposals();
    expect(await statesOf(targetIds)).toEqual(['merged', 'publishing']);
  });

  it('releases a target without a wave, as a replica of the version before stores it', async () => {
    const { targetIds } = await insertTestMigration({
      knex,
      targets: [{ state: 'pending' }],
    });

    await keeper.tick();

    expect(await statesOf(targetIds)).toEqual(['queued']);
  });

  async function insertPullRequest(
    targetId: string,
    columns: Partial<DbPullRequestRow>,
  ) {
    const now = databaseNow(knex);
    await knex<DbPullRequestRow>('pull_requests').insert({
      id: randomUUID(),
      target_id: targetId,
      generation: 1,
      host: 'localhost:4400',
      repository_owner: 'acme',
      repository_name: 'jobs',
      number: 1,
      url: '',
      title: '',
      branch: '',
      head_sha: '',
      state: 'open',
      observed_at: now,
      look_at: now,
      ...columns,
    });
  }

  async function proposeAll(targetIds: string[]) {
    for (const targetId of targetIds) {
      const attemptId = randomUUID();
      await knex('attempts').insert({
        id: attemptId,
        target_id: targetId,
        number: 1,
        fence: 1,
        agent: 'rewriter',
        worker: 'w',
        state: 'succeeded',
        started_at: databaseNow(knex),
        contract_version: 1,
        evidence: JSON.stringify({ level: 'E2', rungs: [] }),
      });
      await knex<DbTargetRow>('targets')
        .where({ id: targetId })
        .update({ attempt_id: attemptId });
    }
  }
});
