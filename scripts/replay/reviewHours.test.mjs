import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reviewHours } from './reviewHours.mjs';

describe('reviewHours', () => {
  const hours = chance => reviewHours({ medianHours: 2, chance });

  it('has its median in the middle, and never ends before it has begun', () => {
    assert.equal(hours(0.5), 2);
    assert.ok(hours(0) > 0);
  });

  it('grows with the chance, up to a bound', () => {
    const all = Array.from({ length: 101 }, (_, percent) =>
      hours(percent / 100),
    );

    assert.deepEqual(
      [...all].sort((a, b) => a - b),
      all,
    );
    assert.equal(hours(1), 12);
  });
});
