import { TestDatabases } from '@backstage/backend-test-utils';
import {
  CodeHostBudgetError,
  type BudgetedRequest,
} from '@skein/backstage-plugin-dataset-migrations-node';
import fc from 'fast-check';
import type { Knex } from 'knex';
import type { DbCodeHostBudgetRow, DbCodeHostRow } from '../../database/tables';
import { nowPlus, secondsSince } from '../../database/time';
import { createTestBudget } from '../../tests/createTestBudget';
import { GITHUB_LIMITS, type CodeHostLimits } from './CodeHostLimits';
import { openTestDatabase } from '../../tests/openTestDatabase';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const host = 'github.com';

describe.each(databases.eachSupportedId())(
  'DatabaseCodeHostBudget, %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await openTestDatabase(databases, databaseId);
    });

    function budgetOf(limits: CodeHostLimits = GITHUB_LIMITS) {
      return createTestBudget(knex, limits);
    }

    async function take(
      request: Partial<BudgetedRequest> = {},
      budget = budgetOf(),
    ): Promise<number> {
      try {
        await budget.take({ host, kind: 'read', ...request });
        return 0;
      } catch (error) {
        if (error instanceof CodeHostBudgetError) {
          return error.retryAfterSeconds!;
        }
        throw error;
      }
    }

    async function tokensOf(resource: string, account = ''): Promise<number> {
      const row = await knex<DbCodeHostBudgetRow>('code_host_budgets')
        .where({ host, account })
        .where('resource', resource)
        .first('tokens');
      return row!.tokens;
    }

    /** As if so much time had gone by. */
    async function goOn(seconds: number) {
      for (const row of await knex<DbCodeHostBudgetRow>('code_host_budgets')) {
        await knex<DbCodeHostBudgetRow>('code_host_budgets')
          .where({ account: row.account, resource: row.resource })
          .update({
            // on top of what has gone by already, which a slow machine makes more than nothing
            refilled_at: nowPlus(
              knex,
              knex.raw<number>('-(? + ?)', [
                secondsSince(knex, 'refilled_at'),
                seconds,
              ]),
            ),
            ...(row.empty_until !== null && {
              empty_until: nowPlus(knex, -1),
            }),
          });
      }
      await knex<DbCodeHostRow>('code_hosts').update({
        blocked_until: nowPlus(knex, -seconds),
        reduced_at: nowPlus(knex, -seconds),
      });
    }

    it('takes from each bucket what a request costs', async () => {
      await take({ kind: 'content', account: 'acme' });

      await expect(tokensOf('requestsPerHour', 'acme')).resolves.toBeCloseTo(
        4_999,
        0,
      );
      await expect(tokensOf('pointsPerMinute', 'acme')).resolves.toBeCloseTo(
        85,
        0,
      );
      await expect(tokensOf('contentPerMinute')).resolves.toBeCloseTo(7, 0);
      await expect(tokensOf('contentPerHour')).resolves.toBeCloseTo(8, 0);
    });

    it('refuses what is not there, says when it is, and takes nothing of the rest', async () => {
      const limits = { requestsPerHour: 1_000, contentPerHour: 36 };
      for (let times = 0; times < 5; times++) {
        await take({ kind: 'content' }, budgetOf(limits));
      }
      const before = await tokensOf('requestsPerHour');

      const wait = await take({ kind: 'content' }, budgetOf(limits));

      // 31 in an hour come one by one: one each 116 s
      expect(wait).toBeGreaterThan(100);
      expect(wait).toBeLessThan(118);
      expect(await tokensOf('requestsPerHour')).toBe(before);
      expect(await take({ kind: 'read' }, budgetOf(limits))).toBe(0);
      await goOn(wait);
      expect(await take({ kind: 'content' }, budgetOf(limits))).toBe(0);
    });

    it('asks nothing of the database for a host without limits', async () => {
      expect(await take({ kind: 'content' }, budgetOf({}))).toBe(0);
      await expect(knex('code_host_budgets')).resolves.toEqual([]);
    });

    it('is never below zero, and never gives more than there is, whatever is asked at once', async () => {
      const asked = fc.record({
        kind: fc.constantFrom(
          'read',
          'write',
          'content',
          'query',
        ) as fc.Arbitrary<BudgetedRequest['kind']>,
        account: fc.constantFrom('acme', 'beta'),
      });
      const limits: CodeHostLimits = {
        requestsPerHour: 12,
        queryPointsPerHour: 3,
        pointsPerMinute: 60,
        contentPerMinute: 50,
        contentPerHour: 6,
      };
      await fc.assert(
        fc.asyncProperty(
          fc.array(asked, { minLength: 1, maxLength: 40, size: 'max' }),
          async requests => {
            await knex('code_host_budgets').delete();
            const replicas = [budgetOf(limits), budgetOf(limits)];

            const waits = await Promise.all(
              requests.map((request, index) =>
                take(request, replicas[index % 2]),
              ),
            );

            const granted = requests.filter(
              (_each, index) => waits[index] === 0,
            );
            const count = (
              kinds: BudgetedRequest['kind'][],
              account?: string,
            ) =>
              granted.filter(
                each =>
                  kinds.includes(each.kind) &&
                  (account === undefined || each.account === account),
              ).length;
            expect(count(['content'])).toBeLessThanOrEqual(5);
            for (const account of ['acme', 'beta']) {
              expect(
                count(['read', 'write', 'content'], account),
              ).toBeLessThanOrEqual(12);
              expect(count(['query'], account)).toBeLessThanOrEqual(3);
            }
            const rows: DbCodeHostBudgetRow[] = await knex('code_host_budgets');
            expect(rows.filter(({ tokens }) => tokens < 0)).toEqual([]);
          },
        ),
        { numRuns: 25 },
      );
    });

    it('gives all that there is to those who ask at once', async () => {
      const limits = { queryPointsPerHour: 3 };

      const waits = await Promise.all(
        Array.from({ length: 5 }, () =>
          take({ kind: 'query' }, budgetOf(limits)),
        ),
      );

      expect(waits.filter(wait => wait === 0)).toHaveLength(3);
    });

    it('lets a host that refused rest for all replicas, longer each time, and asks for half after that', async () => {
      const rests: number[] = [];
      for (let times = 0; times < 3; times++) {
        rests.push(
          await budgetOf().recordRefusal({
            host,
            kind: 'content',
            reason: 'You have exceeded a secondary rate limit',
          }),
        );
        expect(await take()).toBeGreaterThan(50);
        await expect(
          budgetOf().listRestingHosts({ contentPerHour: 1 }),
        ).resolves.toEqual([host]);
        await goOn(60);
        expect(await take()).toBe(0);
      }

      expect(rests).toEqual([60, 120, 240]);
      await expect(
        knex<DbCodeHostRow>('code_hosts').first('content_per_hour'),
      ).resolves.toEqual({ content_per_hour: 56.25 });
    });

    it('counts refusals of requests that were under way together as one', async () => {
      await Promise.all(
        Array.from({ length: 6 }, () =>
          budgetOf().recordRefusal({ host, kind: 'content', reason: 'Slow' }),
        ),
      );

      await expect(
        knex<DbCodeHostRow>('code_hosts').first(
          'block_count',
          'content_per_hour',
        ),
      ).resolves.toEqual({ block_count: 1, content_per_hour: 225 });
    });

    it('does not ask for less content when the host was only down', async () => {
      await budgetOf().recordRefusal({
        host,
        kind: 'read',
        reason: 'down',
        retryAfterSeconds: 30,
      });

      await expect(
        knex<DbCodeHostRow>('code_hosts').first('content_per_hour'),
      ).resolves.toEqual({ content_per_hour: null });
    });

    it('follows the host when others use up the hour, until it begins anew', async () => {
      await take({ account: 'acme' });
      const left = { host, account: 'acme', kind: 'read' as const };

      await budgetOf().recordRemaining({
        ...left,
        remaining: 2,
        resetSeconds: 900,
      });
      expect(await tokensOf('requestsPerHour', 'acme')).toBe(2);
      await budgetOf().recordRemaining({
        ...left,
        remaining: 0,
        resetSeconds: 900,
      });

      const wait = await take({ account: 'acme' });
      expect(wait).toBeGreaterThan(890);
      expect(wait).toBeLessThanOrEqual(900);
      expect(await take({ account: 'beta' })).toBe(0);
      await goOn(1);
      expect(await take({ account: 'acme' })).toBe(0);
      expect(await tokensOf('requestsPerHour', 'acme')).toBe(4_999);
    });

    it('never fills a bucket because the host says that there is more', async () => {
      const limits = { requestsPerHour: 100 };
      for (let times = 0; times < 60; times++) {
        await take({}, budgetOf(limits));
      }

      await budgetOf(limits).recordRemaining({
        host,
        kind: 'read',
        remaining: 400,
        resetSeconds: 900,
      });

      expect(await tokensOf('requestsPerHour')).toBeLessThan(50);
    });

    it('names hosts with too little left, unless another account has enough', async () => {
      const limits = { requestsPerHour: 100 };
      const need = { requestsPerHour: 50 };
      for (let times = 0; times < 60; times++) {
        await take({ account: 'acme' }, budgetOf(limits));
      }
      await expect(budgetOf(limits).listRestingHosts(need)).resolves.toEqual([
        host,
      ]);

      await take({ account: 'beta' }, budgetOf(limits));

      await expect(budgetOf(limits).listRestingHosts(need)).resolves.toEqual(
        [],
      );
    });
  },
);
