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
).map((operation): [string, DescribedOperation, SampleCall] => [
  operation.operationId,
  operation,
  OPERATION_SAMPLES[operation.operationId].works[0],
]);

describe('every change that can be asked for', () => {
  let knex: Knex;
  let estate: SampleEstate;

  beforeAll(async () => {
    knex = await openTestDatabase(databases, 'SQLITE_3');
    estate = await openSampleEstate({ knex });
  });

  it.each(CHANGES)('is one act: %s', async (_name, operation, call) => {
    const body = (ids: SampleIds) => ({ ...call.body?.(ids), dryRun: false });
    const asked = call.body?.(estate.ids) as { dryRun?: boolean } | undefined;
    await estate.answer(operation, { ...call, raw: '{' }, 'admin');
    await knex('acts').delete();

    const { ok } = await estate.answer(
      operation,
      asked?.dryRun ? { ...call, body } : call,
      'admin',
    );

    expect(ok).toBe(true);
    await expect(knex<DbActRow>('acts')).resolves.toMatchObject([
      { actor: 'user:default/olga', through: 'rest', outcome: 'done' },
    ]);
  });
});
