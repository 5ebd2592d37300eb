import fc from 'fast-check';
import { takeTurn } from './takeTurn';

describe('a list on a wall', () => {
  it('shows each of its rows once in a round, and never more than there is room for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 0, max: 1_000 }),
        (length, room, begin) => {
          const list = Array.from({ length }, (_none, index) => index);
          const turns = Math.max(1, Math.ceil(length / room));
          const round = Array.from({ length: turns }, (_none, index) =>
            takeTurn(list, { room, now: new Date((begin + index) * 20_000) }),
          );

          expect(
            round.flatMap(({ items }) => items).sort((a, b) => a - b),
          ).toEqual(list);
          for (const { items, from, to } of round) {
            expect(items.length).toBeLessThanOrEqual(room);
            expect(items).toEqual(list.slice(from - 1, to));
          }
        },
      ),
    );
  });

  it('stays as it is for twenty seconds', () => {
    const shownAt = (seconds: number) =>
      takeTurn(['a', 'b', 'c'], { room: 2, now: new Date(seconds * 1000) })
        .items;

    expect(shownAt(0)).toEqual(['a', 'b']);
    expect(shownAt(19)).toEqual(['a', 'b']);
    expect(shownAt(20)).toEqual(['c']);
    expect(shownAt(40)).toEqual(['a', 'b']);
  });
});
