import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { openTestDatabase } from '../../tests/openTestDatabase';
import { AnswerChecker } from './__testUtils__/AnswerChecker';
import { checkErrorMessage } from './__testUtils__/checkErrorMessage';
import { DESCRIBED_OPERATIONS } from './__testUtils__/describedOperations';
import { hostileCalls } from './__testUtils__/hostileCall';
import {
  openSampleEstate,
  type SampleEstate,
} from './__testUtils__/openSampleEstate';

/** Bounded here; `npm run fuzz` multiplies it. */
const RUNS = 10 * Number(process.env.SKEIN_FUZZ_RUNS ?? 1);

jest.setTimeout(RUNS * 60_000);

// engines differ in what they refuse to store
const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('bad input on %s', databaseId => {
  let estate: SampleEstate;
  const checker = AnswerChecker.create();

  beforeAll(async () => {
    estate = await openSampleEstate({
      knex: await openTestDatabase(databases, databaseId),
      checkResponses: false,
    });
  });

  it.each(DESCRIBED_OPERATIONS.map(each => [each.operationId, each] as const))(
    'makes %s answer as described, and say what is wrong',
    async (_operationId, operation) => {
      await fc.assert(
        fc.asyncProperty(hostileCalls(operation, estate.ids), async call => {
          const answer = await estate.answer(operation, call, 'admin');
          expect([
            ...checker.check(operation, answer),
            ...checkErrorMessage(answer),
          ]).toEqual([]);
        }),
        { numRuns: RUNS },
      );
    },
  );
});
