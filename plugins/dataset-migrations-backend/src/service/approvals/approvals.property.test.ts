import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import type { Knex } from 'knex';
import type { DbApprovalRow, DbMigrationRow } from '../../database/tables';
import {
  openTestDatabase,
  readRows,
  writeRows,
} from '../../tests/openTestDatabase';
import { openTestDoor } from '../__testUtils__/openTestDoor';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

const person = fc.constantFrom(
  'datasetOwner' as const,
  'admin' as const,
  'user' as const,
  'service' as const,
  'updateToken' as const,
);

/** What anybody may try, in whatever order. */
const attempt = fc.oneof(
  fc.record({
    act: fc.constantFrom('start' as const, 'pause' as const, 'resume' as const),
    person,
  }),
  fc.record({
    act: fc.constantFrom('approve' as const, 'withdraw' as const),
    person,
  }),
  fc.record({ act: fc.constant('replan' as const), plan: fc.nat({ max: 2 }) }),
);

describe.each(databases.eachSupportedId())('two persons, %s', id => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await openTestDatabase(databases, id);
  });

  /** Approvals by a person of what another one, or a program, has asked for, of the plan that stands. */
  async function countApproved(): Promise<number> {
    const [migration] = await knex<DbMigrationRow>('migrations');
    const rows = await knex<DbApprovalRow>('approvals').where({
      act: 'start',
      state: 'approved',
      plan_hash: migration.plan_hash!,
      contract_version: migration.contract_version,
    });
    return rows.filter(
      ({ decided_by: by, requested_by: asked }) =>
        by?.startsWith('user:') && by !== asked,
    ).length;
  }

  it('stand behind whatever begins, in whatever order things are tried', async () => {
    const door = await openTestDoor({ knex, approval: { aboveTargets: 1 } });
    const migrationId = await door.plan();
    const rows = await readRows(knex);
    let began = 0;
    const alone: unknown[] = [];

    await fc.assert(
      fc.asyncProperty(
        fc.array(attempt, { minLength: 4, maxLength: 12 }),
        async attempts => {
          await writeRows(knex, rows);
          alone.length = 0;
          for (const each of attempts) {
            if (each.act === 'replan') {
              await knex<DbMigrationRow>('migrations')
                .where({ state: 'planned' })
                .update({ plan_hash: `plan-${each.plan}` });
            } else if (each.act === 'approve' || each.act === 'withdraw') {
              const newest = await knex<DbApprovalRow>('approvals')
                .orderBy('requested_at', 'desc')
                .first('id');
              await door.call(
                'post',
                `/approvals/${newest?.id ?? migrationId}/decision`,
                { person: each.person, body: { decision: each.act } },
              );
            } else {
              const [before] = await knex<DbMigrationRow>('migrations');
              const { status } = await door.call(
                'post',
                `/migrations/${migrationId}/${each.act}`,
                { person: each.person },
              );
              const begins = each.act !== 'pause' && before.state !== 'running';
              if (begins && status === 200) {
                began += 1;
                if ((await countApproved()) !== 1) {
                  alone.push(attempts);
                }
              }
            }
          }
          expect(alone).toEqual([]);
        },
      ),
      {
        numRuns: 25,
        examples: [
          [
            [
              { act: 'start', person: 'datasetOwner' },
              { act: 'approve', person: 'admin' },
              { act: 'start', person: 'service' },
              { act: 'pause', person: 'admin' },
              { act: 'withdraw', person: 'datasetOwner' },
              { act: 'resume', person: 'admin' },
            ],
          ],
          [
            [
              { act: 'start', person: 'datasetOwner' },
              { act: 'approve', person: 'datasetOwner' },
              { act: 'start', person: 'datasetOwner' },
            ],
          ],
          [
            [
              { act: 'start', person: 'service' },
              { act: 'approve', person: 'updateToken' },
              { act: 'start', person: 'admin' },
            ],
          ],
          [
            [
              { act: 'start', person: 'datasetOwner' },
              { act: 'approve', person: 'admin' },
              { act: 'replan', plan: 1 },
              { act: 'start', person: 'datasetOwner' },
            ],
          ],
        ],
      },
    );
    expect(began).toBeGreaterThan(0);
  });
});
