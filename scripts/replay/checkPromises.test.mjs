import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkPromises } from './checkPromises.mjs';

const whole = {
  unsettled: 0,
  duplicates: 0,
  judgementsAltered: 0,
  blocks: 0,
  discovery: { readers: 10, right: 10, missed: 0 },
  migrations: [{ title: 'Orders', state: 'completed' }],
};

describe('checkPromises', () => {
  it('says nothing of a replay that went as promised', () => {
    assert.deepEqual(checkPromises(whole), []);
  });

  for (const [change, sentence] of [
    [{ unsettled: 1 }, /1 targets are not settled/],
    [{ duplicates: 2 }, /2 pull requests are double/],
    [{ judgementsAltered: 1 }, /1 judgement fields/],
    [{ blocks: 3 }, /refused 3 requests/],
    [{ discovery: { readers: 10, right: 9, missed: 1 } }, /1 of 10 readers/],
    [
      { migrations: [{ title: 'Orders', state: 'completing' }] },
      /Orders is completing/,
    ],
  ]) {
    it(`complains of ${JSON.stringify(change)}`, () => {
      const [complaint, ...others] = checkPromises({ ...whole, ...change });

      assert.match(complaint, sentence);
      assert.deepEqual(others, []);
    });
  }
});
