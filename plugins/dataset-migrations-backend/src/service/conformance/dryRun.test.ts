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

/** Changes that cannot be tried, and why nobody needs that. */
const NOT_TRIED: Record<string, string> = {
  CheckContract: 'It changes nothing.',
  ReceiveWebhook: 'Code hosts send what has happened, and try nothing.',
  TestEventSubscription: 'It is the try: what it sends says nothing.',
};

const CHANGING = DESCRIBED_OPERATIONS.filter(({ method }) => method !== 'get');

const isTriedByQuery = ({ parameters }: DescribedOperation) =>
  parameters.some(each => each.in === 'query' && each.name === 'dryRun');

const isTriedByBody = ({ body }: DescribedOperation) =>
  body !== undefined &&
  'dryRun' in Object(resolveReference<JsonSchema>(body.schema).properties);

const canBeTried = (operation: DescribedOperation) =>
  isTriedByBody(operation) || isTriedByQuery(operation);

const asTried = (operation: DescribedOperation, call: SampleCall): SampleCall =>
  isTriedByQuery(operation)
    ? { ...call, query: { ...call.query, dryRun: 'true' } }
    : {
        ...call,
        body: (ids: SampleIds) => ({ ...call.body?.(ids), dryRun: true }),
      };

const TRIED = CHANGING.filter(canBeTried).flatMap(operation =>
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

  it('can be asked of every change, but for those that need none', () => {
    expect(
      CHANGING.filter(each => !canBeTried(each))
        .map(each => each.operationId)
        .sort(),
    ).toEqual(Object.keys(NOT_TRIED));
  });

  it.each(TRIED)('of %s changes nothing', async (_name, operation, call) => {
    // a call that is refused leaves the estate as the call wants it
    await estate.answer(operation, { ...call, raw: '{' }, 'admin');
    const before = await readRows(knex);
    changes.length = 0;

    const tried = asTried(operation, call);
    const answer = await estate.answer(operation, tried, 'admin');

    expect(answer.ok).toBe(true);
    expect(await readRows(knex)).toEqual(before);
    expect(changes).toEqual([]);
  });

  it('shows a target and the fleet as they would be', async () => {
    const tell = async (operationId: string) => {
      const operation = DESCRIBED_OPERATIONS.find(
        each => each.operationId === operationId,
      )!;
      const [call] = OPERATION_SAMPLES[operationId].works;
      return (await estate.answer(operation, asTried(operation, call), 'admin'))
        .body;
    };
    expect(await tell('DecideTarget')).toMatchObject({ state: 'takenOver' });
    expect(await tell('StopFleet')).toMatchObject({ stopped: true });
    expect(await tell('DecideApproval')).toMatchObject({ state: 'approved' });
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
