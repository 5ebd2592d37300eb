import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type {
  DbLimitRow,
  DbPullRequestRow,
  DbWaveRow,
} from '../../database/tables';
import { databaseNow, nowPlus } from '../../database/time';
import { insertTestMigration } from '../../tests/insertTestMigration';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const HOUR = 3600;
const team = 'group:default/finance';

describe.each(databases.eachSupportedId())('a forecast, %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, databaseId);
  });

  async function insertPullRequest(
    targetId: string,
    hours: { opened: number; settled?: number; state?: 'merged' | 'closed' },
  ) {
    const { opened, settled, state = 'merged' } = hours;
    const settledAt = settled && nowPlus(knex, -settled * HOUR);
    await knex<DbPullRequestRow>('pull_requests').insert({
      id: randomUUID(),
      target_id: targetId,
      generation: 1,
      host: 'github.com',
      repository_owner: 'acme',
      repository_name: 'finance',
      number: 1,
      url: 'https://github.com/acme/finance/pull/1',
      title: 'Move',
      branch: 'skein',
      head_sha: 'a'.repeat(40),
      state: settled ? state : 'open',
      observed_at: databaseNow(knex),
      look_at: databaseNow(knex),
      opened_at: nowPlus(knex, -opened * HOUR),
      ...(settledAt && {
        [state === 'merged' ? 'merged_at' : 'closed_at']: settledAt,
      }),
    });
  }

  /** Six pull requests of a team that took four hours each. */
  async function insertHistory() {
    const { targetIds } = await insertTestMigration({
      knex,
      targets: Array.from({ length: 6 }, () => ({
        state: 'merged' as const,
        owner_ref: team,
      })),
    });
    for (const [index, targetId] of targetIds.entries()) {
      const state = index === 0 ? 'closed' : 'merged';
      await insertPullRequest(targetId, { opened: 10, settled: 6, state });
    }
  }

  async function forecastOf(migrationId: string) {
    const { call } = await openTestDoor({ knex });
    const path = `/migrations/${migrationId}/forecast`;
    return (await call('get', path, { person: 'admin' }).expect(200)).body;
  }

  /** How many hours from now, to a tenth. */
  function hoursTo(time: string): number {
    return Math.round((Date.parse(time) - Date.now()) / 360_000) / 10;
  }

  it('goes by how long the pull requests of the team took', async () => {
    await insertHistory();
    const { migrationId, targetIds } = await insertTestMigration({
      knex,
      targets: [
        { state: 'prOpen', owner_ref: team },
        { state: 'merged', owner_ref: team },
      ],
    });
    await insertPullRequest(targetIds[0], { opened: 1 });

    const forecast = await forecastOf(migrationId);

    expect(forecast).toMatchObject({ remaining: 1, basedOn: 6 });
    // four hours in all, of which one has passed
    expect(hoursTo(forecast.finish.early)).toBeCloseTo(3, 0);
    expect(hoursTo(forecast.finish.late)).toBeCloseTo(3, 0);
  });

  it('takes waves, limits of reviewers and the people of gates into account', async () => {
    await insertHistory();
    const { migrationId } = await insertTestMigration({
      knex,
      state: 'paused',
      targets: [1, 1, 2].map(wave => ({
        state: 'queued' as const,
        owner_ref: team,
        wave,
      })),
    });
    await knex<DbWaveRow>('waves').insert(
      [{ minMergedShare: 1, soakMinutes: 60, approval: true }, {}].map(
        (gate, index) => ({
          migration_id: migrationId,
          number: index + 1,
          title: `Wave ${index + 1}`,
          state: index === 0 ? ('open' as const) : ('pending' as const),
          state_since: databaseNow(knex),
          gate: JSON.stringify(gate),
        }),
      ),
    );
    await knex<DbLimitRow>('limits').insert({
      kind: 'openPullRequests',
      scope: 'team',
      subject: '*',
      value: 1,
      set_by: 'user:default/olga',
      set_at: databaseNow(knex),
    });

    const forecast = await forecastOf(migrationId);

    // two one after the other, an hour of soaking, and the last one
    expect(hoursTo(forecast.finish.likely)).toBeCloseTo(4 + 4 + 1 + 4, 0);
    expect(forecast.assumptions).toEqual([
      expect.stringContaining('Agents are fast'),
      'The migration is resumed now',
      'The wave Wave 1 is approved without delay',
    ]);
  });

  it.each([
    ['running', /Only 0 pull requests have been merged or closed so far/],
    ['completed', /The migration is completed/],
  ] as const)(
    'of a %s migration says why there is none',
    async (state, why) => {
      const { migrationId } = await insertTestMigration({ knex, state });

      const forecast = await forecastOf(migrationId);

      expect(forecast).toMatchObject({
        remaining: 1,
        basedOn: 0,
        unknownBecause: expect.stringMatching(why),
      });
      expect(forecast.finish).toBeUndefined();
    },
  );
});
