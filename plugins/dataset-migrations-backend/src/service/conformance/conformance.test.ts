import { TestDatabases } from '@backstage/backend-test-utils';
import { openTestDatabase } from '../../tests/openTestDatabase';
import type { Person } from '../__testUtils__/callers';
import { AnswerChecker } from './__testUtils__/AnswerChecker';
import { DESCRIBED_OPERATIONS } from './__testUtils__/describedOperations';
import type { DescribedOperation } from './__testUtils__/describedOperations';
import {
  openSampleEstate,
  type SampleEstate,
} from './__testUtils__/openSampleEstate';
import { OPERATION_SAMPLES } from './__testUtils__/operationSamples';
import type { SampleCall } from './__testUtils__/SampleCall';

jest.setTimeout(120_000);

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

// what leaves the house does not depend on the engine, and other suites run on both
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Calls that bring about every answer of an operation, good and bad. */
function listCalls({
  operationId,
  path,
  parameters,
  isOpen,
}: DescribedOperation): Array<[Person, SampleCall]> {
  const {
    works,
    conflicts = [],
    refused = [],
  } = OPERATION_SAMPLES[operationId];
  const [sample] = works;
  const unknownIds = Object.fromEntries(
    parameters
      .filter(
        ({ schema }) => schema.format === 'uuid' || path.endsWith('{host}'),
      )
      .map(({ name }) => [name, UNKNOWN]),
  );
  const unknown = { ...sample, path: unknownIds };
  const as =
    (person: Person) =>
    (call: SampleCall): [Person, SampleCall] =>
      [person, call];
  return [
    ...[...works, ...conflicts, ...refused].map(as('admin')),
    ...[{ ...sample, query: { sort: 'name' } }].map(as('admin')),
    ...(path.includes('{') ? [unknown] : []).map(as('admin')),
    ...(isOpen
      ? []
      : [as('nobody')(sample), as('guest')(sample), as('otherToken')(sample)]),
  ];
}

describe('the REST API is as it is described', () => {
  let estate: SampleEstate;
  const checker = AnswerChecker.create();

  beforeAll(async () => {
    estate = await openSampleEstate({
      knex: await openTestDatabase(databases, 'SQLITE_3'),
      checkResponses: false,
    });
  });

  it('has calls for every operation, and for none that is not described', () => {
    expect(Object.keys(OPERATION_SAMPLES).sort()).toEqual(
      DESCRIBED_OPERATIONS.map(({ operationId }) => operationId).sort(),
    );
  });

  it.each(DESCRIBED_OPERATIONS.map(each => [each.operationId, each] as const))(
    '%s',
    async (_operationId, operation) => {
      const seen = new Set<string>();
      const problems: string[] = [];
      for (const [person, call] of listCalls(operation)) {
        const answer = await estate.answer(operation, call, person);
        seen.add(String(answer.status));
        problems.push(...checker.check(operation, answer));
      }
      expect(problems).toEqual([]);
      const described = [...operation.answers.keys()];
      expect([...seen].sort()).toEqual(
        described.filter(status => status !== 'default').sort(),
      );
    },
  );

  it('sees a status and fields that are not described, and fields that are missing', () => {
    const operation = DESCRIBED_OPERATIONS.find(
      ({ operationId }) => operationId === 'GetLimits',
    )!;
    const check = (status: number, body: object) =>
      checker.check(operation, { status, type: 'application/json', body });
    expect(check(418, {})[0]).toMatch(/GetLimits answers 418, which is not/);
    expect(check(200, { items: [{ kind: 'weight', secret: 1 }] })).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/required property 'defaults'/),
        expect.stringMatching(/additionalProperty":"secret"/),
      ]),
    );
  });
});
