import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { nowPlus } from '../database/time';
import { TargetQueue } from '../queue/TargetQueue';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import { METRICS } from './names';
import { observeQueue } from './observeQueue';
import { TestCollector } from './__testUtils__/TestCollector';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('observeQueue, %s', databaseId => {
  let knex: Knex;
  let collector: TestCollector;
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
    collector = TestCollector.start();
  });

  afterEach(() => collector.stop());

  it('tells how many targets are in each state and how long the oldest waits', async () => {
    const ago = (seconds: number) => nowPlus(knex, -seconds);
    await insertTestMigration({
      knex,
      targets: [
        { state_since: ago(100), not_before: ago(100) },
        // preferred, and put off
        { state_since: ago(50), not_before: ago(5000) },
        { state_since: ago(900), not_before: ago(-900) },
        { state: 'prOpen' },
        { state: 'merged' },
      ],
    });
    await insertTestMigration({
      knex,
      state: 'paused',
      targets: [{ state_since: ago(7000), not_before: ago(7000) }],
    });
    const end = observeQueue({ knex, logger });

    await collector.collect();

    const targets = collector.valuesOf(METRICS.targets);
    expect(targets).toContainEqual({
      value: 4,
      attributes: { 'skein.target.state': 'queued' },
    });
    expect(targets).toContainEqual({
      value: 1,
      attributes: { 'skein.target.state': 'prOpen' },
    });
    expect(targets).toContainEqual({
      value: 0,
      attributes: { 'skein.target.state': 'running' },
    });
    expect(JSON.stringify(targets)).not.toContain('merged');
    const [{ value }] = collector.valuesOf(METRICS.oldestClaimable);
    expect(value).toBeGreaterThanOrEqual(99);
    expect(value).toBeLessThan(900);

    end();
    expect(collector.observing.size).toBe(0);
  });

  it('tells that nothing waits', async () => {
    observeQueue({ knex, logger });

    await collector.collect();

    expect(collector.valuesOf(METRICS.oldestClaimable)).toEqual([
      { value: 0, attributes: {} },
    ]);
  });

  it('counts what is claimed and how it ended', async () => {
    await insertTestMigration({ knex, targets: [{}, {}] });
    const queue = TargetQueue.create({
      knex,
      worker: 'worker-a',
      leaseSeconds: 60,
      onChange: () => undefined,
    });

    const [first, second] = await queue.claim(5);
    const record = { agents: [], findings: [], notes: [] };
    await queue.finish(first, {
      kind: 'failed',
      failure: 'agent',
      reason: 'It broke',
      record,
    });
    await queue.release(second, 'The worker shuts down');
    // nobody has it any more, so that it does not count
    await queue.release(second, 'The worker shuts down');

    expect(collector.valuesOf(METRICS.claims)).toEqual([
      { value: 2, attributes: {} },
    ]);
    expect(collector.valuesOf(METRICS.attempts)).toEqual([
      {
        value: 1,
        attributes: {
          'skein.outcome': 'failed',
          'skein.failure.class': 'agent',
        },
      },
      { value: 1, attributes: { 'skein.outcome': 'givenBack' } },
    ]);
  });
});
