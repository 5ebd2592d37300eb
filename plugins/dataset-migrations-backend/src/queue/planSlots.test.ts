import fc from 'fast-check';
import { planSlots } from './planSlots';

describe('planSlots', () => {
  it.each([
    ['nothing runs', 20, 0, 0, { free: 20, open: 18, interactive: 2 }],
    ['all that may runs', 20, 18, 0, { free: 2, open: 0, interactive: 2 }],
    ['somebody is waited for', 20, 19, 1, { free: 1, open: 0, interactive: 1 }],
    ['all are waited for', 20, 20, 20, { free: 0, open: 0, interactive: 0 }],
    ['there are few slots', 4, 1, 0, { free: 3, open: 3, interactive: 1 }],
    ['one of few is waited for', 4, 1, 1, { free: 3, open: 3, interactive: 0 }],
    ['there is one slot', 1, 0, 0, { free: 1, open: 1, interactive: 1 }],
    ['there is no slot', 0, 0, 0, { free: 0, open: 0, interactive: 0 }],
  ])('when %s', (_case, concurrency, running, runningInteractive, slots) => {
    expect(
      planSlots({
        concurrency,
        running,
        runningInteractive,
        interactiveShare: 0.1,
      }),
    ).toEqual(slots);
  });

  it('never gives more than is free, and keeps its share whoever comes', () => {
    const check = () =>
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 500 }),
          fc.double({ min: 0, max: 0.9, noNaN: true }),
          fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 200 }),
          (concurrency, interactiveShare, steps) => {
            let open = 0;
            let interactive = 0;
            const kept = Math.floor(concurrency * interactiveShare);
            for (const [isInteractive, ends] of steps) {
              const slots = planSlots({
                concurrency,
                running: open + interactive,
                runningInteractive: interactive,
                interactiveShare,
              });
              if (ends) {
                open = Math.max(0, open - 1);
              } else if (isInteractive && slots.interactive > 0) {
                interactive += 1;
              } else if (!isInteractive && slots.open > 0) {
                open += 1;
              }
              if (
                open + interactive > concurrency ||
                open > concurrency - kept
              ) {
                return false;
              }
            }
            return true;
          },
        ),
      );

    expect(check).not.toThrow();
  });
});
