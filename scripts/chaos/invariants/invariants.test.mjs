import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { INVARIANTS } from './index.mjs';
import { createEvidence, violated } from './testing/createEvidence.mjs';

const healthy = createEvidence();
const [pull] = healthy.pullRequests;
const [target] = healthy.targets;
const [row] = healthy.rows;

describe('the invariants', () => {
  it('hold after a run in which nothing went wrong', () => {
    assert.deepEqual(violated({}), []);
  });

  it('have a number and a sentence of their own', () => {
    assert.equal(
      new Set(INVARIANTS.map(({ id }) => id)).size,
      INVARIANTS.length,
    );
    assert.ok(INVARIANTS.every(({ sentence }) => sentence.length > 20));
  });

  for (const [what, ids, different] of [
    [
      'a second pull request from one branch, even after the first was closed',
      ['I1', 'I2'],
      { pullRequests: [pull, { ...pull, number: 2, mergedAt: undefined }] },
    ],
    [
      'a merged target that has no pull request on record, nor on the code host',
      ['I2', 'I12'],
      { rows: [], pullRequests: [] },
    ],
    [
      'a pull request that no target knows',
      ['I2'],
      {
        pullRequests: [
          pull,
          { ...pull, number: 7, headRef: 'skein/users/t9', body: '' },
        ],
      },
    ],
    [
      'a target that does not come to its end',
      ['I6', 'I10'],
      { targets: [{ ...target, state: 'publishing' }] },
    ],
    [
      'a target that was given up',
      ['I6', 'I10'],
      { targets: [{ ...target, state: 'failed' }] },
    ],
    [
      'a budget below zero',
      ['I9'],
      { budgets: [{ resource: 'contentPerMinute', takes: 9, lowest: -1 }] },
    ],
    [
      'more posts in a minute than the code host allows',
      ['I9'],
      {
        requests: Array.from({ length: 6 }, (_, index) => ({
          at: 30_000 + index * 10_000,
          login: 'skein-bot',
          method: 'POST',
          path: '/api/v3/repos/acme/one/pulls',
        })),
      },
    ],
    [
      'a history that skips a move',
      ['I10'],
      { events: healthy.events.filter(({ id }) => id !== 2) },
    ],
    [
      'a token in a log',
      ['I11'],
      { leaks: { argumentLooks: 1, found: ['a token in backend.log'] } },
    ],
    [
      'a process that nobody ended',
      ['I12'],
      { orphans: { processes: ['12 git fetch'], folders: [] } },
    ],
    [
      'a branch without a pull request',
      ['I12'],
      {
        branches: [
          ...healthy.branches,
          { repository: 'acme/two', branch: 'skein/users/t2', sha: 'a' },
        ],
      },
    ],
    ['a webhook that was taken and forgotten', ['I13'], { stored: [] }],
    [
      'a forged webhook that was stored',
      ['I13'],
      { stored: [...healthy.stored, { delivery_id: 'f1', count: 1 }] },
    ],
    [
      'a pull request whose end nobody noticed',
      ['I13'],
      { rows: [{ ...row, state: 'open' }] },
    ],
    [
      'a commit of a person that is gone',
      ['P4'],
      { humanCommits: [{ ...healthy.humanCommits[0], isKept: false }] },
    ],
  ]) {
    it(`see ${what}`, () => {
      assert.deepEqual(violated(different), ids);
    });
  }
});
