import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import type {
  DbFleetRow,
  DbLimitRow,
  DbMigrationRow,
  DbTargetRow,
} from '../database/tables';
import { databaseNow, nowPlus } from '../database/time';
import type { LimitKind, LimitScope } from '../limits/LimitScope';
import { insertTestMigration } from '../tests/insertTestMigration';
import type { ClaimedTarget } from './ClaimedTarget';
import { TargetQueue } from './TargetQueue';
import { openTestDatabase } from '../tests/openTestDatabase';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const HOSTS = ['a.example', 'b.example'];
const TEAMS = ['group:default/finance', 'group:default/marketing', null];

describe.each(databases.eachSupportedId())('claimTargets, %s', databaseId => {
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

  async function setLimit(
    scope: LimitScope,
    subject: string,
    value: number,
    kind: LimitKind = 'runningAttempts',
  ) {
    await knex<DbLimitRow>('limits').insert({
      kind,
      scope,
      subject,
      value,
      set_by: 'user:default/olga',
      set_at: databaseNow(knex),
    });
  }

  /** Migrations of these owners, each with so many targets spread over hosts and teams. */
  async function insertMigrations(owners: string[], targets: number) {
    const ids: string[] = [];
    for (const owner of owners) {
      const { migrationId } = await insertTestMigration({
        knex,
        targets: Array.from({ length: targets }, (_, index) => ({
          host: HOSTS[index % HOSTS.length],
          owner_ref: TEAMS[index % TEAMS.length],
        })),
      });
      await knex<DbMigrationRow>('migrations')
        .where({ id: migrationId })
        .update({ owner_ref: owner });
      ids.push(migrationId);
    }
    return ids;
  }

  async function clear() {
    for (const table of ['migrations', 'limits', 'queue_turns']) {
      await knex(table).delete();
    }
  }

  /** How many run, by a column of targets or by the owner of the migration. */
  async function runningBy(column: string): Promise<Map<string, number>> {
    const rows: Array<{ subject: string; count: number | string }> = await knex(
      'targets',
    )
      .join('migrations', 'migrations.id', 'targets.migration_id')
      .where('targets.state', 'running')
      .groupBy(column)
      .select({ subject: column })
      .count({ count: '*' });
    return new Map(rows.map(row => [row.subject, Number(row.count)]));
  }

  it('passes no limit, whatever is limited and however many claim at the same time', async () => {
    const limit = fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined });
    const property = fc.asyncProperty(
      fc.record({
        global: limit,
        host: limit,
        team: limit,
        owner: limit,
        migration: limit,
      }),
      fc.array(
        fc.array(fc.integer({ min: 1, max: 4 }), {
          minLength: 2,
          maxLength: 3,
        }),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
      async (limits, rounds) => {
        await clear();
        const owners = [
          'group:default/a',
          'group:default/a',
          'group:default/b',
        ];
        const [migrationId] = await insertMigrations(owners, 6);
        const set: Array<[LimitScope, string, string, number | undefined]> = [
          ['global', '', '', limits.global],
          ['host', 'targets.host', HOSTS[0], limits.host],
          ['team', 'targets.owner_ref', TEAMS[0] ?? '', limits.team],
          ['owner', 'migrations.owner_ref', owners[0], limits.owner],
          ['migration', 'targets.migration_id', migrationId, limits.migration],
        ];
        for (const [scope, , subject, value] of set) {
          if (value !== undefined) {
            await setLimit(scope, subject, value);
          }
        }
        const held: ClaimedTarget[] = [];
        for (const round of rounds) {
          const claims = await Promise.all(
            round.map((count, index) => queueOf(`w-${index}`).claim(count)),
          );
          held.push(...claims.flat());
          for (const [scope, column, subject, value] of set) {
            const running =
              scope === 'global'
                ? held.length
                : (await runningBy(column)).get(subject) ?? 0;
            expect(running).toBeLessThanOrEqual(value ?? Infinity);
          }
          const last = held.pop();
          if (last) {
            await queueOf('any').release(last, 'released');
          }
        }
      },
    );

    await expect(fc.assert(property, { numRuns: 12 })).resolves.toBeUndefined();
  });

  it('passes no limit when many replicas claim one at a time, again and again', async () => {
    await insertMigrations(['group:default/a', 'group:default/b'], 12);
    await setLimit('global', '', 3);

    const claims = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const queue = queueOf(`w-${index}`);
        return [
          await queue.claim(1),
          await queue.claim(1),
          await queue.claim(1),
        ].flat();
      }),
    );

    expect(claims.flat()).toHaveLength(3);
  });

  it('uses all that a limit permits, and what it takes from one goes to the others', async () => {
    const [first, second] = await insertMigrations(
      ['group:default/a', 'group:default/b'],
      6,
    );
    await setLimit('migration', first, 1);
    await setLimit('team', '*', 2);

    const claims = await queueOf('a').claim(20);

    expect(await runningBy('targets.migration_id')).toEqual(
      new Map([
        [first, 1],
        [second, claims.length - 1],
      ]),
    );
    // two of each team, and those of nobody
    expect(claims.length).toBeGreaterThanOrEqual(6);
  });

  it('begins nothing where a limit is nothing, and comes to an end', async () => {
    await insertMigrations(['group:default/a'], 6);
    await setLimit('host', '*', 0);

    expect(await queueOf('a').claim(5)).toEqual([]);
  });

  it('begins nothing while the fleet is stopped', async () => {
    await insertMigrations(['group:default/a'], 1);
    await knex<DbFleetRow>('fleet').update({ stopped: true });

    expect(await queueOf('a').claim(5)).toEqual([]);
  });

  it('serves those who wait within one of each other, whoever claims how many and whatever ends meanwhile', async () => {
    const property = fc.asyncProperty(
      fc.array(
        fc.record({
          count: fc.integer({ min: 1, max: 4 }),
          ends: fc.integer({ min: 0, max: 4 }),
        }),
        { minLength: 2, maxLength: 6 },
      ),
      async rounds => {
        await clear();
        const ids = await insertMigrations(
          ['group:default/a', 'group:default/a', 'group:default/a'],
          10,
        );
        const served = new Map(ids.map(id => [id, 0]));
        const held: ClaimedTarget[] = [];
        for (const { count, ends } of rounds) {
          for (const claim of await queueOf('a').claim(count)) {
            held.push(claim);
            served.set(
              claim.migrationId,
              (served.get(claim.migrationId) ?? 0) + 1,
            );
          }
          for (const claim of held.splice(0, ends)) {
            await queueOf('a').release(claim, 'released');
          }
          const counts = [...served.values()];
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(
            1,
          );
        }
      },
    );

    await expect(fc.assert(property, { numRuns: 8 })).resolves.toBeUndefined();
  });

  it('gives an owner of many migrations no more than one of a single, and more to whom has more weight', async () => {
    const ids = await insertMigrations(
      ['group:default/many', 'group:default/many', 'group:default/one'],
      6,
    );
    await setLimit('owner', 'group:default/one', 2, 'weight');

    const claims = await queueOf('a').claim(6);

    const ofOne = claims.filter(claim => claim.migrationId === ids[2]);
    expect(ofOne).toHaveLength(4);
  });

  it('takes what a person waits for first, as far as there are slots for it', async () => {
    const { targetIds } = await insertTestMigration({
      knex,
      targets: [
        {},
        {},
        { interactive: true },
        { interactive: true },
        { interactive: true },
      ].map((target, index) => ({
        ...target,
        not_before: nowPlus(knex, -100 + index),
      })),
    });

    const claims = await queueOf('a').claim({
      free: 3,
      open: 1,
      interactive: 2,
    });

    expect(claims.map(claim => claim.targetId).sort()).toEqual(
      [targetIds[0], targetIds[2], targetIds[3]].sort(),
    );
  });

  // SQLite has one writer, so nobody can be changing anything meanwhile
  if (databaseId !== 'SQLITE_3') {
    it('does not wait for a migration that a person is changing, and begins nothing of it', async () => {
      const [held, free] = await insertMigrations(
        ['group:default/a', 'group:default/b'],
        2,
      );
      const act = await knex.transaction();
      await act('migrations').where({ id: held }).forUpdate().first();

      const claims = await queueOf('a').claim(4);
      await act.rollback();

      expect(claims.map(claim => claim.migrationId)).toEqual([free, free]);
    });
  }

  it('lets what waits age: a head start of an hour passes what was queued since, not what waits longer', async () => {
    const { targetIds } = await insertTestMigration({
      knex,
      targets: [
        { not_before: nowPlus(knex, -7200) },
        // an hour's head start, given a minute ago
        { not_before: nowPlus(knex, -3660) },
        { not_before: nowPlus(knex, -60) },
      ],
    });
    const order: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const [claim] = await queueOf('a').claim(1);
      order.push(claim.targetId);
    }

    expect(order).toEqual(targetIds);
    await expect(
      knex<DbTargetRow>('targets').where({ state: 'running' }),
    ).resolves.toHaveLength(3);
  });
});
