import { TestDatabases } from '@backstage/backend-test-utils';
import { targetReadPermission } from '@skein/backstage-plugin-dataset-migrations-common';
import { openTestDatabase } from '../../tests/openTestDatabase';
import type { Person } from '../__testUtils__/callers';
import {
  DESCRIBED_OPERATIONS,
  type DescribedOperation,
} from './__testUtils__/describedOperations';
import { SEEN_FILE } from './__testUtils__/insertWorkDone';
import {
  openSampleEstate,
  type SampleEstate,
} from './__testUtils__/openSampleEstate';
import { OPERATION_SAMPLES } from './__testUtils__/operationSamples';
import { PERMISSION_MATRIX } from './permissionMatrix';
import type { SampleCall } from './__testUtils__/SampleCall';

jest.setTimeout(120_000);

// who may do what does not depend on the engine; that rules find the same rows on both is shown by whereOwned.test.ts
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Everybody and every program that may call, in the order of the table. */
const CALLERS: readonly Person[] = [
  'nobody',
  'guest',
  'user',
  'datasetOwner',
  'consumerTeamMember',
  'initiator',
  'admin',
  'service',
  'readToken',
  'updateToken',
  'otherToken',
];

/** The first call of every operation, and those that have a name. */
const CALLS = DESCRIBED_OPERATIONS.flatMap(operation =>
  OPERATION_SAMPLES[operation.operationId].works
    .filter(({ name }, index) => index === 0 || name !== undefined)
    .map((call): [string, DescribedOperation, SampleCall] => [
      call.name
        ? `${operation.operationId}/${call.name}`
        : operation.operationId,
      operation,
      call,
    ]),
);

const EXPECTED = new Map(
  PERMISSION_MATRIX.trim()
    .split('\n')
    .slice(1)
    .map(line => {
      const [name, ...statuses] = line.trim().split(/\s+/);
      return [name, statuses.map(Number)];
    }),
);

const byCaller = (statuses: readonly number[] = []) =>
  Object.fromEntries(CALLERS.map((caller, i) => [caller, statuses[i]]));

describe('who may do what', () => {
  let estate: SampleEstate;

  beforeAll(async () => {
    estate = await openSampleEstate({
      knex: await openTestDatabase(databases, 'SQLITE_3'),
    });
  });

  it('is in the table for every operation', () => {
    expect([...EXPECTED.keys()].sort()).toEqual(
      CALLS.map(([name]) => name).sort(),
    );
  });

  it.each(CALLS)('%s', async (name, operation, call) => {
    const statuses: number[] = [];
    for (const caller of CALLERS) {
      statuses.push((await estate.answer(operation, call, caller)).status);
    }
    expect(byCaller(statuses)).toEqual(byCaller(EXPECTED.get(name)));
  });
});

describe('who may not read a target', () => {
  let estate: SampleEstate;

  beforeAll(async () => {
    estate = await openSampleEstate({
      knex: await openTestDatabase(databases, 'SQLITE_3'),
      denied: [targetReadPermission.name],
    });
  });

  it.each(CALLS)('sees nothing of its code by %s', async (_name, ...rest) => {
    const [operation, call] = rest;
    const { status, body } = await estate.answer(
      operation,
      call,
      'datasetOwner',
    );
    expect(JSON.stringify(body)).not.toContain(SEEN_FILE);
    const isAboutTarget = /\{(targetId|attemptId|shape|ruleId)\}/.test(
      operation.path,
    );
    expect(status === 404).toBe(isAboutTarget);
  });

  it('would see it otherwise', async () => {
    for (const operationId of ['ListAttempts', 'ListSessionEvents']) {
      const operation = DESCRIBED_OPERATIONS.find(
        each => each.operationId === operationId,
      )!;
      const { body } = await estate.answer(operation, {}, 'admin');
      expect(JSON.stringify(body)).toContain(SEEN_FILE);
    }
  });
});
