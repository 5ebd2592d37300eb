import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { FoundConsumer } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import { CodeHosts } from '../codeHosts/CodeHosts';
import type {
  DbConsumerRow,
  DbEventRow,
  DbMigrationRow,
  DbTargetRow,
} from '../database/tables';
import { nowPlus } from '../database/time';
import { insertTestMigration } from '../tests/insertTestMigration';
import { ConsumerWatch } from './ConsumerWatch';
import { openOwnDatabase } from '../tests/openOwnDatabase';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

function consumer(
  name: string,
  rest: Partial<FoundConsumer> = {},
): FoundConsumer {
  return {
    entityRef: `component:default/${name}`,
    title: name,
    ownerRef: 'group:default/finance',
    repository: { host: 'localhost:4400', owner: 'acme', name },
    hops: 1,
    declared: true,
    evidence: [{ source: 'test', detail: 'It says so' }],
    ...rest,
  };
}

describe.each(databases.eachSupportedId())('ConsumerWatch, %s', databaseId => {
  let knex: Knex;
  let found: () => FoundConsumer[];
  let changed: string[];
  let watch: ConsumerWatch;

  beforeEach(async () => {
    knex = await openOwnDatabase(databases, databaseId);
    changed = [];
    watch = ConsumerWatch.create({
      knex,
      auth: mockServices.auth(),
      codeHosts: CodeHosts.create({ codeHosts: [] }),
      sources: [
        {
          id: 'test',
          findConsumers: async () => ({ consumers: found(), findings: [] }),
        },
      ],
      lookAgainSeconds: 86_400,
      onChange: migrationId => changed.push(migrationId),
      logger: mockServices.logger.mock(),
    });
  });

  const setPlanned = async (seconds: number) =>
    await knex<DbMigrationRow>('migrations').update({
      planned_at: nowPlus(knex, seconds),
      consumers_look_at: null,
    });

  async function insert(state: DbMigrationRow['state'] = 'completed') {
    const { migrationId } = await insertTestMigration({
      knex,
      state,
      targets: [{ repository_name: 'old', state: 'merged' }],
    });
    await setPlanned(-86_401);
    return migrationId;
  }
  const look = async () => {
    await watch.tick();
    await watch.idle();
  };
  const targets = async () =>
    (await knex<DbTargetRow>('targets').orderBy('target_key')).map(
      ({ repository_name, state, late }) => [
        repository_name,
        state,
        Boolean(late),
      ],
    );

  it('lets new consumers join as late targets, once', async () => {
    const migrationId = await insert();
    found = () => [consumer('new'), consumer('old')];

    await look();
    await setPlanned(-86_401);
    await look();

    expect(await targets()).toEqual([
      ['new', 'pending', true],
      ['old', 'merged', false],
    ]);
    expect(changed).toEqual([migrationId]);
    const events = await knex<DbEventRow>('events');
    expect(events).toMatchObject([
      {
        kind: 'targetJoined',
        to_state: 'pending',
        reason: expect.stringMatching(/acme\/new reads the dataset/),
      },
    ]);
    const consumers = await knex<DbConsumerRow>('consumers').orderBy(
      'position',
    );
    expect(consumers).toMatchObject([
      { title: 'new', position: 0 },
      { title: 'old', position: 1 },
    ]);
    expect(consumers.every(({ target_id }) => target_id)).toBe(true);
  });

  it('proposes code that nobody declares, with its evidence and without a target', async () => {
    await insert();
    found = () => [
      consumer('script', { entityRef: undefined, declared: false }),
    ];

    await look();

    expect(await targets()).toEqual([['old', 'merged', false]]);
    const [proposed] = await knex<DbConsumerRow>('consumers');
    expect(proposed).toMatchObject({
      title: 'script',
      target_id: null,
      problem: expect.stringMatching(/^No entity of the catalog declares it/),
    });
    expect(JSON.parse(proposed.evidence)).toEqual([
      { source: 'test', detail: 'It says so' },
    ]);
    const migration = await knex<DbMigrationRow>('migrations').first();
    expect(JSON.parse(migration!.findings)).toMatchObject([
      { kind: 'undeclared' },
    ]);
  });

  it('looks when it is due, by the clock of the database, and not before', async () => {
    await insert();
    found = () => [consumer('new')];
    await setPlanned(-86_300);
    await look();
    expect(await targets()).toHaveLength(1);

    await setPlanned(-86_401);
    await look();
    expect(await targets()).toHaveLength(2);
    found = () => [consumer('newer')];
    await look();
    expect(await targets()).toHaveLength(2);
  });

  it.each(['draft', 'planned', 'cancelled'] as const)(
    'leaves a migration alone that is %s',
    async state => {
      await insert(state);
      found = () => [consumer('new')];
      await look();
      expect(await targets()).toHaveLength(1);
    },
  );

  it('takes nothing out and tries again later when a source fails', async () => {
    await insert();
    found = () => {
      throw new Error('the catalog is down');
    };

    await look();

    expect(await targets()).toEqual([['old', 'merged', false]]);
    const migration = await knex<DbMigrationRow>('migrations').first();
    expect(JSON.parse(migration!.findings)).toMatchObject([
      { kind: 'sourceFailed' },
    ]);
  });
});
