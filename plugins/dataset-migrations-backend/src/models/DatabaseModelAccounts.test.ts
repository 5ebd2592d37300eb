import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ModelBudgetExceededError,
  type AgentAttempt,
  type ModelReservation,
  type ModelUsage,
} from '@skein/backstage-plugin-dataset-migrations-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import type {
  DbMigrationRow,
  DbModelRequestRow,
  DbModelSpendingRow,
} from '../database/tables';
import { isSqlite } from '../database/time';
import { TargetQueue } from '../queue/TargetQueue';
import { insertTestMigration } from '../tests/insertTestMigration';
import { openTestDatabase } from '../tests/openTestDatabase';
import { DatabaseModelAccounts } from './DatabaseModelAccounts';
import type { ModelBudgets } from './ModelBudgets';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const USAGE: ModelUsage = {
  inputTokens: 1200,
  outputTokens: 80,
  cacheReadTokens: 1000,
  cacheWriteTokens: 0,
  costDollars: 0.25,
  milliseconds: 900,
  status: 'succeeded',
};

describe.each(databases.eachSupportedId())(
  'DatabaseModelAccounts, %s',
  databaseId => {
    let knex: Knex;
    let queue: TargetQueue;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, databaseId);
      queue = TargetQueue.create({
        knex,
        worker: 'worker-1',
        leaseSeconds: 45,
        onChange: () => undefined,
      });
    });

    function accountsWith(budgets: Partial<ModelBudgets> = {}) {
      return DatabaseModelAccounts.create({
        knex,
        budgets: {
          attempt: 1,
          migration: 10,
          mostOfMigration: 20,
          day: 100,
          ...budgets,
        },
      });
    }

    /** Attempts that run, each on a target of its own. */
    async function beginAttempts(count: number) {
      const { migrationId } = await insertTestMigration({
        knex,
        targets: Array.from({ length: count }, () => ({})),
      });
      const claims = await queue.claim(count);
      const attempts = claims.map(
        (claim): AgentAttempt => ({
          id: claim.attemptId,
          migrationId: claim.migrationId,
          targetId: claim.targetId,
          repository: claim.repository.name,
        }),
      );
      return { migrationId, claims, attempts };
    }

    const reservationOf = (maxCostDollars: number) => ({
      model: 'small-model',
      maxTokens: 8000,
      maxCostDollars,
    });
    const requests = async () =>
      await knex<DbModelRequestRow>('model_requests').orderBy('reserved_at');
    const spending = async () =>
      new Map(
        (await knex<DbModelSpendingRow>('model_spending')).map(row => [
          row.scope,
          Number(row.microdollars),
        ]),
      );

    it('puts money aside, and writes down what a request came to', async () => {
      const { attempts } = await beginAttempts(1);
      const account = accountsWith().open(attempts[0]);

      const reservation = await account.reserve(reservationOf(0.4));
      expect(await spending()).toEqual(
        new Map([
          ['attempt', 400_000],
          ['migration', 400_000],
          ['day', 400_000],
        ]),
      );
      await reservation.record(USAGE);

      const [row] = await requests();
      expect(row).toMatchObject({
        attempt_id: attempts[0].id,
        target_id: attempts[0].targetId,
        model: 'small-model',
        state: 'recorded',
        status: 'succeeded',
      });
      expect(
        [
          row.reserved_microdollars,
          row.cost_microdollars,
          row.input_tokens,
          row.output_tokens,
          row.cache_read_tokens,
          row.milliseconds,
        ].map(Number),
      ).toEqual([400_000, 250_000, 1200, 80, 1000, 900]);
      expect((await spending()).get('day')).toBe(250_000);
    });

    it('gives back what was never sent, and closes each request once', async () => {
      const { attempts } = await beginAttempts(1);
      const account = accountsWith().open(attempts[0]);
      const reservation = await account.reserve(reservationOf(1));

      await reservation.release();
      await reservation.release();
      await reservation.record(USAGE);

      expect(await requests()).toMatchObject([{ state: 'released' }]);
      expect((await spending()).get('attempt')).toBe(0);
      await expect(account.reserve(reservationOf(1))).resolves.toBeDefined();
    });

    it.each([
      [
        'attempt' as const,
        { attempt: 0.5 },
        /an attempt does not allow the next request: \$0\.30 of \$0\.50 .* may cost \$0\.30; ask an admin to raise .*attemptDollars/,
      ],
      [
        'migration' as const,
        { migration: 0.5 },
        /this migration .*modelBudgetDollars/,
      ],
      ['day' as const, { day: 0.5 }, /all migrations for today .*dayDollars/],
    ])(
      'refuses what the budget of the %s does not allow, and puts nothing aside',
      async (scope, budgets, message) => {
        const { attempts } = await beginAttempts(1);
        const account = accountsWith(budgets).open(attempts[0]);
        await account.reserve(reservationOf(0.3));

        const refusal = await account.reserve(reservationOf(0.3)).then(
          () => undefined,
          error => error,
        );

        expect(refusal).toBeInstanceOf(ModelBudgetExceededError);
        expect(refusal).toMatchObject({
          scope,
          limit: 0.5,
          used: 0.3,
          message: expect.stringMatching(message),
        });
        expect(await requests()).toHaveLength(1);
        expect([...(await spending()).values()]).toEqual([
          300_000, 300_000, 300_000,
        ]);
      },
    );

    it('lets an owner set the budget of a migration, up to what the admin allows', async () => {
      const { attempts, migrationId } = await beginAttempts(2);
      const set = async (dollars: number) =>
        await knex<DbMigrationRow>('migrations')
          .where({ id: migrationId })
          .update({ model_budget_microdollars: dollars * 1_000_000 });
      const account = accountsWith({
        attempt: 100,
        migration: 1,
        mostOfMigration: 3,
      }).open(attempts[0]);

      await expect(account.reserve(reservationOf(2))).rejects.toThrow('of $1');
      await set(2);
      await expect(account.reserve(reservationOf(2))).resolves.toBeDefined();
      await set(50);
      await expect(account.reserve(reservationOf(2))).rejects.toThrow(
        '$2.00 of $3.00',
      );
    });

    it('counts what an attempt has left open as spent once it is over, and lets it ask no more', async () => {
      const { attempts, claims } = await beginAttempts(1);
      const account = accountsWith().open(attempts[0]);
      const reservation = await account.reserve(reservationOf(0.4));

      await queue.release(claims[0], 'The worker shuts down');
      await reservation.record(USAGE);

      expect(await requests()).toMatchObject([{ state: 'lost' }]);
      expect((await spending()).get('migration')).toBe(400_000);
      await expect(account.reserve(reservationOf(0.1))).rejects.toThrow(
        'The attempt is over',
      );
    });

    it.each([[-1], [Number.NaN], [Number.POSITIVE_INFINITY]])(
      'refuses %d dollars',
      async dollars => {
        const { attempts } = await beginAttempts(1);
        const account = accountsWith().open(attempts[0]);

        await expect(account.reserve(reservationOf(dollars))).rejects.toThrow(
          /maxCostDollars is .*; give a number that is not below 0/,
        );
      },
    );

    it('never lets replicas spend more than a budget together, whatever they do at once', async () => {
      const step = fc.record({
        attempt: fc.nat(2),
        reserveCents: fc.integer({ min: 1, max: 60 }),
        end: fc.constantFrom('record', 'release', 'keep'),
        usedShare: fc.double({ min: 0, max: 1, noNaN: true }),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 1, maxLength: 12 }),
          async steps => {
            knex = await openTestDatabase(databases, databaseId);
            const { attempts } = await beginAttempts(3);
            const limits = { attempt: 0.7, migration: 1, day: 0.9 };
            const replicas = [accountsWith(limits), accountsWith(limits)];
            let granted = 0;
            let refused = 0;

            await Promise.all(
              steps.map(
                async ({ attempt, reserveCents, end, usedShare }, i) => {
                  const dollars = reserveCents / 100;
                  let reservation: ModelReservation;
                  try {
                    reservation = await replicas[i % 2]
                      .open(attempts[attempt])
                      .reserve(reservationOf(dollars));
                    granted += 1;
                  } catch (error) {
                    if (!(error instanceof ModelBudgetExceededError)) {
                      throw error;
                    }
                    refused += 1;
                    return;
                  }
                  await assertWithin(limits);
                  if (end === 'record') {
                    await reservation.record({
                      ...USAGE,
                      costDollars: dollars * usedShare,
                    });
                  } else if (end === 'release') {
                    await reservation.release();
                  }
                },
              ),
            );

            expect(granted + refused).toBe(steps.length);
            expect(await requests()).toHaveLength(granted);
            await assertWithin(limits);
          },
        ),
        { numRuns: 15 },
      );
    });

    /** By the requests themselves, and by the sums that are kept of them. */
    async function assertWithin(limits: Record<string, number>) {
      const [rows, sums] = await knex.transaction(
        async tx => [
          await tx<DbModelRequestRow>('model_requests'),
          await tx<DbModelSpendingRow>('model_spending'),
        ],
        // a writer of SQLite is alone anyway
        isSqlite(knex) ? {} : { isolationLevel: 'repeatable read' },
      );
      for (const { scope, subject, microdollars } of sums) {
        const column = (
          {
            attempt: 'attempt_id',
            migration: 'migration_id',
            day: 'day',
          } as const
        )[scope];
        const total = rows
          .filter(row => row[column] === subject)
          .reduce((sum, row) => sum + Number(row.cost_microdollars), 0);
        expect(Number(microdollars)).toBe(total);
        expect(total).toBeLessThanOrEqual(limits[scope] * 1_000_000);
      }
    }
  },
);
