import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkHarness } from './checkHarness.mjs';

const counts = { judged: 4, veto: 0, undecided: 0, failed: 0, notAsked: 0 };
const expected = { trueVetoes: 1, falseVetoes: 0, undecided: 0 };

it('finds nothing in a harness that counts right', () => {
  assert.deepEqual(
    checkHarness('knows', expected, {
      right: counts,
      wrong: { ...counts, veto: 4 },
    }),
    [],
  );
});

it('names the rate that is not what it should be, and cases that are lost', () => {
  assert.deepEqual(
    checkHarness('knows', expected, {
      right: { ...counts, veto: 1 },
      wrong: { ...counts, veto: 4, failed: 2 },
    }),
    [
      'the judge that knows: falseVetoes is 0.25, and should be 0',
      'the judge that knows: 2 cases were not judged',
    ],
  );
});
