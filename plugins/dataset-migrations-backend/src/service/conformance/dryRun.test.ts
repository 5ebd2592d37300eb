import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openTestDatabase, readRows } from '../../tests/openTestDatabase';
import {
  DESCRIBED_OPERATIONS,
  resolveReference,
  type DescribedOperation,
  type JsonSchema,
} from './__testUtils__/describedOperations';
import {
  openSampleEstate,
  type SampleEstate,
} from './__testUtils__/openSampleEstate';
import { OPERATION_SAMPLES } from './__testUtils__/operationSamples';
import type { SampleCall, SampleIds } from './__testUtils__/SampleCall';

jest.setTimeout(120_000);

// on PostgreSQL a transaction is rolled back as on SQLite; what each act says is shown by its own suite on both
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** These have to be possible to try, whatever the description says. */
const NEEDED = [
  'CancelMigration',
  'CreateMigration',
  'DecideWave',
  'PauseMigration',
  'ResumeMigration',
  'RetryFailedTargets',
  'RevertTargets',
  'SetLimit',
  'SetWaves',
  'StartMigration',
  'UpdateMigration',
];

const canBeTried = ({ body }: DescribedOperation) =>
  body !== undefined &&
  'dryRun' in Object(resolveReference<JsonSchema>(body.schema).properties);

const TRIED = DESCRIBED_OPERATIONS.filter(canBeTried).flatMap(operation =>
  OPERATION_SAMPLES[operation.operationId].works.map(
    (call, index): [string, DescribedOperation, SampleCall] => [
      `${operation.operationId}, call ${index + 1}`,
      operation,
      call,
    ],
  ),
);

describe('a dry run', () => {
  let knex: Knex;
  let estate: SampleEstate;
  const changes: string[] = [];

  beforeAll(async () => {
    knex = await openTestDatabase(databases, 'SQLITE_3');
    estate = await openSampleEstate({
      knex,
      onChange: id => changes.push(id),
    });
  });

  it('can be asked of every change that matters', () => {
    expect(
      DESCRIBED_OPERATIONS.filter(canBeTried).map(each => each.operationId),
    ).toEqual(expect.arrayContaining(NEEDED));
  });

  it.each(TRIED)('of %s changes nothing', async (_name, operation, call) => {
    // a call that is refused leaves the estate as the call wants it
    const { given } = call;
    await estate.answer(operation, { ...call, raw: '{' }, 'admin');
    const before = await readRows(knex);
    changes.length = 0;

    const body = (ids: SampleIds) => ({ ...call.body?.(ids), dryRun: true });
    const answer = await estate.answer(
      operation,
      { ...call, given, body },
      'admin',
    );

    expect(answer.ok).toBe(true);
    expect(await readRows(knex)).toEqual(before);
    expect(changes).toEqual([]);
  });

  it('shows the migration as it would be, with its targets by state', async () => {
    const tell = async (operationId: string) => {
      const operation = DESCRIBED_OPERATIONS.find(
        each => each.operationId === operationId,
      )!;
      const body = () => ({ dryRun: true });
      const { body: seen } = await estate.answer(operation, { body }, 'admin');
      return { state: seen.state, targets: seen.targetCounts };
    };
    expect(await tell('StartMigration')).toEqual({
      state: 'running',
      targets: expect.arrayContaining([{ state: 'queued', count: 1 }]),
    });
    expect(await tell('CancelMigration')).toEqual({
      state: 'cancelled',
      targets: [{ state: 'cancelled', count: 2 }],
    });
  });
});
