import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { DbAttemptRow, DbTargetRow } from '../database/tables';
import type { AttemptOutcome } from '../execution/AttemptOutcome';
import { insertTestMigration } from '../tests/insertTestMigration';
import { Pump, type PumpOptions } from './Pump';
import { TargetQueue } from './TargetQueue';
import { openOwnDatabase } from '../tests/openOwnDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const NO_CHANGES: AttemptOutcome = {
  kind: 'noChanges',
  reason: 'No reference found',
  conditions: [],
  record: { agents: ['rewriter'], findings: [], notes: [] },
};

/** Work without an end of its own. */
const untilEnded: PumpOptions['runner']['run'] = (_request, signal) =>
  new Promise((_resolve, reject) => {
    const end = () => reject(signal.reason);
    signal.addEventListener('abort', end);
    if (signal.aborted) {
      end();
    }
  });

describe.each(databases.eachSupportedId())('Pump, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openOwnDatabase(databases, databaseId);
  });

  function queueWith(options: { leaseSeconds: number }) {
    return TargetQueue.create({
      knex,
      worker: 'worker-a',
      onChange: () => undefined,
      ...options,
    });
  }

  function pumpWith(
    run: PumpOptions['runner']['run'],
    options: Partial<PumpOptions> = {},
  ) {
    return Pump.create({
      queue: queueWith({ leaseSeconds: 60 }),
      runner: { run },
      concurrency: 2,
      leaseSeconds: 60,
      attemptSeconds: 60,
      logger: mockServices.logger.mock(),
      ...options,
    });
  }

  async function statesOf() {
    const targets = await knex<DbTargetRow>('targets').select('state');
    return targets.map(target => target.state).sort();
  }

  it('works all targets off, never more at once than it has slots', async () => {
    await insertTestMigration({
      knex,
      targets: Array.from({ length: 7 }, () => ({})),
    });
    let running = 0;
    let most = 0;
    const pump = pumpWith(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(resolve => setImmediate(resolve));
      running -= 1;
      return NO_CHANGES;
    });

    await pump.tick();
    while ((await statesOf()).some(state => state !== 'noChanges')) {
      await pump.idle();
    }

    expect(most).toBe(2);
  });

  it('returns from a tick while attempts go on', async () => {
    await insertTestMigration({ knex });
    let finish: (outcome: AttemptOutcome) => void = () => undefined;
    const pump = pumpWith(
      () =>
        new Promise(resolve => {
          finish = resolve;
        }),
    );

    await pump.tick();
    expect(await statesOf()).toEqual(['running']);
    finish(NO_CHANGES);
    await pump.idle();

    expect(await statesOf()).toEqual(['noChanges']);
  });

  it('gives back what it was working on when it shuts down, and claims nothing more', async () => {
    await insertTestMigration({ knex, targets: [{}, {}, {}] });
    const pump = pumpWith(untilEnded);
    await pump.tick();
    expect(await statesOf()).toEqual(['queued', 'running', 'running']);

    await pump.drain();
    await pump.tick();

    expect(await statesOf()).toEqual(['queued', 'queued', 'queued']);
    const attempts = await knex<DbAttemptRow>('attempts').select('state');
    expect(attempts.map(attempt => attempt.state)).toEqual(['lost', 'lost']);
  });

  it("gives back what it ended because the database did not answer in time, and that counts as nobody's loss", async () => {
    await insertTestMigration({ knex });
    const queue = queueWith({ leaseSeconds: 60 });
    jest.spyOn(queue, 'renew').mockRejectedValue(new Error('no answer'));
    const pump = pumpWith(
      untilEnded,
      // the pump gives up long before the lease in the database ends
      { queue, leaseSeconds: 0.1 },
    );

    await pump.tick();
    await pump.idle();
    await pump.drain();

    await expect(
      knex<DbAttemptRow>('attempts').orderBy('number').first(),
    ).resolves.toMatchObject({
      state: 'lost',
      error: 'The lease could not be renewed in time',
    });
    await expect(knex<DbTargetRow>('targets').first()).resolves.toMatchObject({
      lost_count: 0,
      failure_count: 0,
    });
  });

  it('claims again after it was drained and resumed', async () => {
    await insertTestMigration({ knex });
    const pump = pumpWith(untilEnded);
    await pump.tick();
    await pump.drain('The fleet was stopped: a drill');
    expect(pump.running).toBe(0);
    await expect(knex<DbTargetRow>('targets').first()).resolves.toMatchObject({
      state: 'queued',
      state_reason: 'The fleet was stopped: a drill',
      failure_count: 0,
    });

    pump.resume();
    await pump.tick();

    expect(await statesOf()).toEqual(['running']);
    await pump.drain();
  });

  it('keeps a slot for a target that a person waits for', async () => {
    await insertTestMigration({
      knex,
      targets: Array.from({ length: 30 }, () => ({})),
    });
    const pump = pumpWith(untilEnded, {
      concurrency: 20,
      interactiveShare: 0.1,
    });
    await pump.tick();
    expect(pump.running).toBe(18);

    const [last] = await knex<DbTargetRow>('targets').where({
      state: 'queued',
    });
    await knex<DbTargetRow>('targets')
      .where({ id: last.id })
      .update({ interactive: true });
    await pump.tick();

    await expect(
      knex<DbTargetRow>('targets').where({ id: last.id }).first('state'),
    ).resolves.toEqual({ state: 'running' });
    expect(pump.running).toBe(19);
    await pump.drain();
  });

  it('counts an attempt that does not end in time as a failure that may pass', async () => {
    await insertTestMigration({ knex });
    const pump = pumpWith(untilEnded, { attemptSeconds: 0.01 });

    await pump.tick();
    await pump.idle();

    await expect(knex<DbTargetRow>('targets').first()).resolves.toMatchObject({
      state: 'queued',
      agent_failure_count: 1,
      state_reason: expect.stringContaining('did not end within'),
    });
  });

  it('survives a runner that breaks', async () => {
    await insertTestMigration({ knex });
    const pump = pumpWith(async () => {
      throw new Error('broken');
    });

    await pump.tick();
    await pump.idle();

    await expect(knex<DbTargetRow>('targets').first()).resolves.toMatchObject({
      state: 'queued',
      state_reason: expect.stringMatching(
        /^broken \(agent failure 1 in a row\); next attempt in \d+ seconds$/,
      ),
    });
  });
});
