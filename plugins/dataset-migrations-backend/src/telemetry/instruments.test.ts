import { instruments } from './instruments';
import { METRICS } from './names';
import { TestCollector } from './__testUtils__/TestCollector';

describe('instruments', () => {
  it('follows the collector that is set up now, and does nothing without one', () => {
    instruments().claims.add(1);
    const first = TestCollector.start();
    instruments().claims.add(2);
    expect(instruments()).toBe(instruments());
    first.stop();
    const second = TestCollector.start();
    instruments().claims.add(3);
    second.stop();
    instruments().claims.add(4);

    expect(first.valuesOf(METRICS.claims)).toMatchObject([{ value: 2 }]);
    expect(second.valuesOf(METRICS.claims)).toMatchObject([{ value: 3 }]);
  });
});
