import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changesBetween } from './loadSuite.mjs';
import { scoreAttempt, sumResults } from './scoreAttempt.mjs';

const proposed = files => ({
  kind: 'proposed',
  record: {
    diff: {
      files: Object.entries(files).map(([path, text]) => ({
        path,
        content: text === null ? null : Buffer.from(text).toString('base64'),
      })),
    },
  },
});
const expected = new Map([
  ['a.sql', 'new'],
  ['gone.sql', undefined],
]);
const score = outcome => scoreAttempt({ outcome, expected });

describe('the score of an attempt', () => {
  it('is as expected only when all files are, and no other', () => {
    assert.deepEqual(score(proposed({ 'a.sql': 'new', 'gone.sql': null })), {
      result: 'asExpected',
    });
  });

  it('names what is wrong, missing, and touched for nothing', () => {
    assert.deepEqual(score(proposed({ 'a.sql': 'other', 'b.sql': 'x' })), {
      result: 'differs',
      missing: ['gone.sql'],
      over: ['b.sql'],
      wrong: ['a.sql'],
    });
  });

  it('tells giving up from breaking off', () => {
    for (const kind of ['needsHuman', 'noChanges']) {
      assert.equal(score({ kind, reason: 'Why' }).result, 'gaveUp');
    }
    assert.equal(score({ kind: 'failed', reason: 'Why' }).result, 'failed');
  });

  it('is added up with rounds, cost and vetoes', () => {
    assert.deepEqual(
      sumResults([
        { result: 'asExpected', rounds: 0, dollars: 0.1, verdict: 'veto' },
        { result: 'differs', rounds: 2, dollars: 0.3, verdict: 'veto' },
        { result: 'gaveUp', rounds: 1, dollars: 0 },
      ]),
      {
        cases: 3,
        asExpected: 1,
        differs: 1,
        gaveUp: 1,
        failed: 0,
        rounds: 1,
        dollars: 0.4,
        judged: 2,
        falseVetoes: 1,
        trueVetoes: 1,
      },
    );
  });
});

it('knows the changes between two states of files', () => {
  assert.deepEqual(
    changesBetween(
      new Map([
        ['a', '1'],
        ['b', '1'],
      ]),
      new Map([
        ['b', '2'],
        ['c', '3'],
      ]),
    ),
    new Map([
      ['a', undefined],
      ['b', '2'],
      ['c', '3'],
    ]),
  );
});
