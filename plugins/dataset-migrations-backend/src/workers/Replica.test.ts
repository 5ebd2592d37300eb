import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { listReplicas } from '../database/operations/fleet/listReplicas';
import { switchFleet } from '../database/operations/fleet/switchFleet';
import type { DbReplicaRow } from '../database/tables';
import { nowPlus } from '../database/time';
import { Replica } from './Replica';
import { openOwnDatabase } from '../tests/openOwnDatabase';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
/** A process that lives as long as the test: the one that started it. */
const OTHER_PROCESS = process.ppid;
const NO_PROCESS = 2 ** 30;

describe.each(databases.eachSupportedId())('Replica, %s', databaseId => {
  const isSqlite = databaseId === 'SQLITE_3';
  let knex: Knex;
  let said: string[];

  beforeEach(async () => {
    knex = await openOwnDatabase(databases, databaseId);
    said = [];
  });

  function replica(worker: string, options: { running?: number } = {}) {
    return Replica.create({
      knex,
      worker,
      host: 'here',
      slots: 4,
      pump: {
        running: options.running ?? 0,
        drain: async reason => {
          said.push(reason);
        },
        resume: () => said.push('resume'),
      },
      logger: mockServices.logger.mock(),
    });
  }

  async function otherReplica(changes: Partial<Knex.DbRecord<DbReplicaRow>>) {
    await replica('other').join();
    await knex<DbReplicaRow>('replicas')
      .where({ worker: 'other' })
      .update({ process_id: OTHER_PROCESS, ...changes });
  }

  const workers = async () =>
    (await listReplicas(knex)).map(({ worker }) => worker);

  it('refuses a second process on one SQLite database, and lets many work on PostgreSQL', async () => {
    await otherReplica({});
    const outcome = await replica('second')
      .join()
      .then(
        () => 'joined',
        error => error.message,
      );

    expect(outcome).toMatch(
      isSqlite
        ? /^Another backend works on this SQLite database: process \d+ on here, last seen .*backend\.database\.client to pg/
        : /^joined$/,
    );
    expect(await workers()).toEqual(isSqlite ? ['other'] : ['other', 'second']);
  });

  it.each([
    ['that gave no sign of life for long', { seen_at: -31 }],
    ['whose process is dead', { process_id: NO_PROCESS }],
  ] as const)('takes over from one %s', async (_case, facts) => {
    await otherReplica({
      process_id: 'process_id' in facts ? facts.process_id : OTHER_PROCESS,
      ...('seen_at' in facts && { seen_at: nowPlus(knex, facts.seen_at) }),
    });

    await replica('second').join();

    expect(await workers()).toContain('second');
  });

  it('does not take a process on another machine for dead', async () => {
    await otherReplica({ process_id: NO_PROCESS, host: 'elsewhere' });

    const joined = await replica('second')
      .join()
      .then(
        () => true,
        () => false,
      );

    expect(joined).toBe(!isSqlite);
  });

  it('lets one of two start that start together on SQLite', async () => {
    const joined = await Promise.allSettled([
      replica('first').join(),
      replica('second').join(),
    ]);
    const count = joined.filter(({ status }) => status === 'fulfilled').length;

    // both are this process, which never shares its id: so the first is taken for one before it
    expect(count).toBeGreaterThanOrEqual(1);
    expect(await workers()).toHaveLength(isSqlite ? 1 : 2);
  });

  it('makes room when it shuts down', async () => {
    const first = replica('first');
    await first.join();
    await first.leave();
    await replica('second').join();

    expect(await workers()).toEqual(['second']);
  });

  it('lets nothing begin any more once it shuts down', async () => {
    const one = replica('one');
    await one.join();
    const late = one.beat();
    one.retire();
    await late;

    expect(said).toEqual([]);
  });

  it('ends all work when the fleet is stopped, acknowledges it, and goes on when it is started', async () => {
    const one = replica('one');
    await one.join();
    await one.beat();
    await knex.transaction(tx =>
      switchFleet({
        tx,
        stopped: true,
        reason: 'A bad release',
        actor: 'user:default/olga',
      }),
    );
    expect(await listReplicas(knex)).toMatchObject([{ epoch: 0 }]);

    await one.beat();
    expect(await listReplicas(knex)).toMatchObject([{ epoch: 1 }]);
    await knex.transaction(tx =>
      switchFleet({ tx, stopped: false, actor: 'user:default/olga' }),
    );
    await one.beat();

    expect(said).toEqual([
      'resume',
      'The fleet was stopped: A bad release',
      'resume',
    ]);
    expect(await listReplicas(knex)).toMatchObject([{ epoch: 2 }]);
  });

  it('does not acknowledge a stop while something runs that does not end', async () => {
    const one = replica('one', { running: 1 });
    await one.join();
    await knex.transaction(tx =>
      switchFleet({ tx, stopped: true, reason: 'r', actor: 'user:default/a' }),
    );
    await one.beat();

    expect(await listReplicas(knex)).toMatchObject([{ epoch: 0, running: 1 }]);
  });

  it('does no more work on SQLite when it was taken for dead, and comes back on PostgreSQL', async () => {
    const one = replica('one');
    await one.join();
    await knex('replicas').delete();
    await one.beat();
    await one.beat();

    expect(said).toEqual(
      isSqlite
        ? ['resume', 'Another backend took the database over']
        : ['resume', 'resume'],
    );
    expect(await workers()).toEqual(isSqlite ? [] : ['one']);
  });
});
