import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import type { DbActRow } from '../../database/tables';
import { openTestDatabase } from '../../tests/openTestDatabase';
import {
  DESCRIBED_OPERATIONS,
  type DescribedOperation,
} from './__testUtils__/describedOperations';
import {
  openSampleEstate,
  type SampleEstate,
} from './__testUtils__/openSampleEstate';
import { OPERATION_SAMPLES } from './__testUtils__/operationSamples';
import type { SampleCall, SampleIds } from './__testUtils__/SampleCall';

jest.setTimeout(120_000);

// that acts are written on both engines is shown by audit.test.ts; this is about leaving none out
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** They change nothing that anybody decides: a contract is only looked at, and a webhook is a hint. */
const NO_ACTS = ['CheckContract', 'ReceiveWebhook'];

const CHANGES = DESCRIBED_OPERATIONS.filter(
  ({ method, operationId }) =>
    method !== 'get' && !NO_ACTS.includes(operationId),
).map((operation): [string, DescribedOperation, SampleCall[]] => [
  operation.operationId,
  operation,
  OPERATION_SAMPLES[operation.operationId].works,
]);

describe('every change that can be asked for', () => {
  let knex: Knex;
  let estate: SampleEstate;

  beforeAll(async () => {
    knex = await openTestDatabase(databases, 'SQLITE_3');
    estate = await openSampleEstate({ knex });
  });

  const isTried = ({ body }: SampleCall) =>
    'dryRun' in Object(body?.(estate.ids));

  it.each(CHANGES)('is one act: %s', async (_name, operation, calls) => {
    const call = calls.find(each => !isTried(each)) ?? calls[0];
    const body = (ids: SampleIds) => ({ ...call.body?.(ids), dryRun: false });
    await estate.answer(operation, { ...call, raw: '{' }, 'admin');
    await knex('acts').delete();

    const { ok } = await estate.answer(
      operation,
      isTried(call) ? { ...call, body } : call,
      'admin',
    );

    expect(ok).toBe(true);
    await expect(knex<DbActRow>('acts')).resolves.toMatchObject([
      { actor: 'user:default/olga', through: 'rest', outcome: 'done' },
    ]);
  });
});
