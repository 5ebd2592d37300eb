import fc from 'fast-check';
import { planEviction, type MirrorFacts } from './planEviction';

const sum = (mirrors: MirrorFacts[]) =>
  mirrors.reduce((total, { sizeBytes }) => total + sizeBytes, 0);

describe('planEviction', () => {
  const mirror = (name: string, usedAt: number, inUse = false) => ({
    name,
    sizeBytes: 10,
    usedAt,
    inUse,
  });

  it.each([
    ['there is none', [], 0, []],
    ['all fit', [mirror('a', 1), mirror('b', 2)], 20, []],
    ['one is too many', [mirror('b', 2), mirror('a', 1)], 19, ['a']],
    ['the oldest is in use', [mirror('a', 1, true), mirror('b', 2)], 10, ['b']],
    ['all are in use', [mirror('a', 1, true), mirror('b', 2, true)], 0, []],
    ['nothing may stay', [mirror('a', 2), mirror('b', 1)], 0, ['b', 'a']],
  ])('when %s', (_case, mirrors, maxBytes, evicted) => {
    expect(planEviction(mirrors, maxBytes).map(({ name }) => name)).toEqual(
      evicted,
    );
  });

  it('evicts as few as needed, the longest unused first, and none in use', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            sizeBytes: fc.nat(1000),
            usedAt: fc.nat(20),
            inUse: fc.boolean(),
          }),
          { maxLength: 30 },
        ),
        fc.nat(10_000),
        (mirrors, maxBytes) => {
          const evicted = planEviction(mirrors, maxBytes);
          const kept = mirrors.filter(each => !evicted.includes(each));
          const idle = kept.filter(({ inUse }) => !inUse);

          expect(evicted.every(({ inUse }) => !inUse)).toBe(true);
          expect(sum(kept) <= maxBytes || idle.length === 0).toBe(true);
          const youngest = Math.max(...evicted.map(each => each.usedAt));
          expect(idle.every(({ usedAt }) => usedAt >= youngest)).toBe(true);
          const allButLast = sum([...kept, ...evicted.slice(-1)]);
          expect(evicted.length === 0 || allButLast > maxBytes).toBe(true);
        },
      ),
    );
  });
});
