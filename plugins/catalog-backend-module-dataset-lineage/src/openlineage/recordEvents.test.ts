import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import * as fc from 'fast-check';
import type { Knex } from 'knex';
import { createEvent, createJob } from '../__testUtils__/createEvent';
import { applyDatabaseMigrations } from '../database/applyDatabaseMigrations';
import { expireEvents } from './expireEvents';
import { recordEvents } from './recordEvents';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const DAY_MS = 86_400_000;
const NOW = Date.now();

const at = (secondsAgo: number) =>
  new Date(NOW - secondsAgo * 1000).toISOString();

function withSchema(columns: string[], changes: object) {
  return createEvent({
    inputs: [
      {
        namespace: 'bigquery',
        name: 'a.b.orders',
        facets: { schema: { fields: columns.map(name => ({ name })) } },
      },
    ],
    outputs: [],
    ...changes,
  });
}

describe.each(databases.eachSupportedId())('events on %s', databaseId => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await applyDatabaseMigrations(knex);
  });

  const record = async (...events: unknown[]) =>
    await recordEvents(events, {
      knex,
      logger: mockServices.logger.mock(),
      retention: 30 * DAY_MS,
    });

  /** Everything that is known, without when and how often it was touched. */
  const known = async () => ({
    nodes: await knex('dataset_lineage_nodes')
      .orderBy('node_key')
      .select('kind', 'namespace', 'name'),
    edges: await knex('dataset_lineage_edges').orderBy([
      'job_key',
      'dataset_key',
      'direction',
    ]),
    facets: await knex('dataset_lineage_facets').orderBy(['node_key', 'facet']),
    events: await knex('dataset_lineage_events').orderBy('event_key'),
  });

  const versions = async () =>
    await knex('dataset_lineage_nodes')
      .orderBy('node_key')
      .select('node_key', 'version');

  const schemaOf = async () => {
    const [row] = await knex('dataset_lineage_facets').where({
      facet: 'schema',
    });
    return JSON.parse(row.body).fields.map(
      ({ name }: { name: string }) => name,
    );
  };

  it('stores an event once', async () => {
    const event = createEvent();
    await record(event);
    const before = [await known(), await versions()];
    expect(await record(event, event)).toMatchObject({
      successful: 2,
      duplicates: 2,
      failed: 0,
    });
    expect([await known(), await versions()]).toEqual(before);
  });

  it('touches nothing when a run says what the run before it has said', async () => {
    await record(createEvent({ eventTime: at(20), run: { runId: '1' } }));
    const before = await versions();
    await record(createEvent({ eventTime: at(10), run: { runId: '2' } }));
    expect(await versions()).toEqual(before);
  });

  it('touches what a dataset shows when its schema or the code of its job changes', async () => {
    await record(withSchema(['a'], { eventTime: at(20) }));
    const before = await versions();
    await record(withSchema(['a', 'b'], { eventTime: at(10) }));
    const middle = await versions();
    expect(
      middle.filter(({ version }, index) => version !== before[index].version),
    ).toHaveLength(1);
    await record(
      withSchema(['a', 'b'], {
        eventTime: at(5),
        job: createJob({ name: 'daily.countries', folder: 'moved' }),
      }),
    );
    const after = await versions();
    expect(
      after.every(({ version }, index) => version > middle[index].version),
    ).toBe(true);
  });

  it('keeps the newest facet, and what only an older event has told', async () => {
    await record(
      withSchema(['new'], {
        eventTime: at(1),
        job: { namespace: 'airflow', name: 'daily.countries' },
      }),
    );
    await record(withSchema(['old'], { eventTime: at(60) }));
    expect(await schemaOf()).toEqual(['new']);
    expect(
      await knex('dataset_lineage_facets').where({
        facet: 'sourceCodeLocation',
      }),
    ).toHaveLength(1);
  });

  it('knows the same in the end, whatever order events come in', async () => {
    const events = [
      withSchema(['a'], { eventType: 'START', eventTime: at(3) }),
      withSchema(['b'], { eventType: 'COMPLETE', eventTime: at(3) }),
      withSchema(['c'], {
        eventType: 'START',
        eventTime: at(2),
        run: { runId: '2' },
      }),
      withSchema(['d'], {
        eventType: 'START',
        eventTime: at(2),
        run: { runId: '3' },
      }),
      createEvent({ eventTime: at(1) }),
    ];
    await record(...events);
    const expected = await known();
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(events, { minLength: events.length }),
        async shuffled => {
          for (const table of ['nodes', 'edges', 'facets', 'events']) {
            await knex(`dataset_lineage_${table}`).delete();
          }
          await record(...shuffled);
          expect(await known()).toEqual(expected);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('takes a folder for the table that lies in it, also before it was told so', async () => {
    const folder = { namespace: 's3://lake', name: 'orders' };
    const table = { namespace: 'hive://meta', name: 'Shop.Orders' };
    await record(
      createEvent({ eventTime: at(9), inputs: [folder], outputs: [] }),
    );
    await record(
      createEvent({
        eventTime: at(8),
        run: { runId: 'other' },
        job: createJob({ name: 'writer' }),
        inputs: [],
        outputs: [
          {
            ...folder,
            facets: {
              symlinks: { identifiers: [{ ...table, type: 'TABLE' }] },
            },
          },
        ],
      }),
    );
    await record(
      createEvent({
        eventTime: at(7),
        run: { runId: 'third' },
        job: createJob({ name: 'third' }),
        inputs: [folder],
        outputs: [],
      }),
    );

    const keys = await knex('dataset_lineage_edges')
      .distinct('dataset_key')
      .pluck('dataset_key');
    await expect(
      knex('dataset_lineage_nodes')
        .whereIn('node_key', keys)
        .select('namespace', 'name'),
    ).resolves.toEqual([{ namespace: 'hive://meta', name: 'shop.orders' }]);
    expect(await knex('dataset_lineage_edges')).toHaveLength(3);
  });

  it('forgets what was not seen for long, and touches who showed it', async () => {
    await record(createEvent({ eventTime: at(20 * 86_400) }));
    const before = await versions();
    await expireEvents(knex, { before: NOW - 21 * DAY_MS });
    expect(await versions()).toEqual(before);
    await expireEvents(knex, { before: NOW - 19 * DAY_MS });
    const { edges, facets, events } = await known();
    expect([edges, facets, events]).toEqual([[], [], []]);
    const after = await versions();
    expect(
      after.every(({ version }, index) => version > before[index].version),
    ).toBe(true);
    // as if it were new
    await record(createEvent({ eventTime: at(1) }));
    expect((await known()).edges).toHaveLength(2);
  });

  it('touches what was not seen for a day, since it may be forgotten in this moment', async () => {
    await record(createEvent({ eventTime: at(2 * 86_400) }));
    const before = await versions();
    await record(createEvent({ eventTime: at(1) }));
    const after = await versions();
    expect(
      after.every(({ version }, index) => version > before[index].version),
    ).toBe(true);
  });

  it('takes in an event that is too old without keeping it, and refuses one from the future', async () => {
    expect(
      await record(createEvent({ eventTime: at(31 * 86_400) })),
    ).toMatchObject({ successful: 1, outdated: 1 });
    expect(
      await record(createEvent({ eventTime: at(-2 * 86_400) })),
    ).toMatchObject({
      failed: 1,
      failedEvents: [
        {
          reason: expect.stringContaining('more than a day ahead'),
          retriable: false,
        },
      ],
    });
    expect((await known()).events).toEqual([]);
  });

  it('does not mind a facet that is not as the standard has it', async () => {
    const event = createEvent({
      job: createJob({ name: 'odd', ownership: { owners: 'me' } }),
      inputs: [{ namespace: 'a', name: 'b', facets: { schema: [] } }],
      outputs: null,
    });
    expect(await record(event)).toMatchObject({ successful: 1 });
    expect((await known()).facets.map(({ facet }) => facet)).toEqual([
      'sourceCodeLocation',
    ]);
  });

  it.each([
    [
      'a name with a line break',
      { job: { namespace: 'a', name: 'b\nc' } },
      'job.name: has control characters',
    ],
    [
      'a name without an end',
      { inputs: [{ namespace: 'a', name: 'x'.repeat(3000) }] },
      'inputs.0.name',
    ],
    [
      'more datasets than anybody reads',
      { inputs: Array(2001).fill({ namespace: 'a', name: 'b' }) },
      'inputs: ',
    ],
    [
      'neither job nor dataset',
      { job: undefined },
      'has neither a job nor a dataset',
    ],
  ])('refuses %s', async (_case, changes, reason) => {
    expect(await record(createEvent(changes))).toMatchObject({
      failedEvents: [{ reason: expect.stringContaining(reason) }],
    });
  });

  it('does not take a column that rows were filtered by for one that another is made from', async () => {
    const field = { namespace: 'a', name: 'b' };
    const columnLineage = {
      fields: {
        total: {
          inputFields: [
            { ...field, field: 'amount' },
            {
              ...field,
              field: 'country',
              transformations: [{ type: 'INDIRECT', subtype: 'FILTER' }],
            },
          ],
        },
      },
    };
    await record(
      createEvent({ outputs: [{ ...field, facets: { columnLineage } }] }),
    );
    const [{ body }] = await knex('dataset_lineage_facets').where({
      facet: 'columnLineage',
    });
    expect(JSON.parse(body)).toEqual({
      fields: { total: [{ ...field, column: 'amount' }] },
    });
  });

  it('reads what is told of a dataset without a run', async () => {
    const { inputs } = createEvent();
    expect(
      await record({ eventTime: at(1), dataset: inputs[0] }),
    ).toMatchObject({ successful: 1 });
    expect(await known()).toMatchObject({
      nodes: [{ kind: 'dataset', name: 'acme-prod.raw.orders_v1' }],
      facets: [{ facet: 'schema' }],
    });
  });

  it('stores events of many senders at once', async () => {
    const events = Array.from({ length: 40 }, (_, index) =>
      createEvent({
        run: { runId: String(index) },
        job: createJob({ name: `job-${index % 5}` }),
        eventTime: at(index),
      }),
    );
    const summaries = await Promise.all(events.map(event => record(event)));
    expect(summaries.every(({ successful }) => successful === 1)).toBe(true);
    expect((await known()).edges).toHaveLength(10);
  });
});
