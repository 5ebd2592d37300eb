import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRandom, percentOf } from './createRandom.mjs';

describe('createRandom', () => {
  it('says the same again for the same seed', () => {
    const draw = seed => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, () => random.next());
    };

    assert.deepEqual(draw(5), draw(5));
    assert.notDeepEqual(draw(5), draw(6));
    assert.ok(draw(5).every(number => number >= 0 && number < 1));
  });

  it('shuffles without losing anything', () => {
    const items = ['a', 'b', 'c', 'd', 'e'];

    assert.deepEqual(createRandom(3).shuffle(items).sort(), items);
  });
});

describe('percentOf', () => {
  it('spreads texts evenly from 0 to 99', () => {
    const percents = Array.from({ length: 5000 }, (_, index) =>
      percentOf(`7 acme/consumer-${index} skein/x/${index}`),
    );

    assert.ok(percents.every(percent => percent >= 0 && percent <= 99));
    const below12 = percents.filter(percent => percent < 12).length;
    assert.ok(below12 > 450 && below12 < 750, `${below12} of 5000`);
  });
});
