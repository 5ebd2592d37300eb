import { findCycles } from './findCycles';

const graph = (edges: Record<string, string[]>) =>
  new Map(Object.entries(edges));

describe('findCycles', () => {
  it.each([
    ['a chain', { a: ['b'], b: ['c'] }, []],
    ['two ways to one reader', { a: ['b', 'c'], b: ['d'], c: ['d'] }, []],
    ['two that read each other', { a: ['b'], b: ['a'] }, [['a', 'b']]],
    ['one that reads itself', { a: ['a'] }, [['a']]],
    [
      'two circles beside each other',
      { x: ['a', 'c'], a: ['b'], b: ['a'], c: ['d'], d: ['c'] },
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'circles that share a member are one',
      { a: ['b', 'c'], b: ['a'], c: ['a'] },
      [['a', 'b', 'c']],
    ],
  ])('%s', (_case, edges, cycles) => {
    expect(findCycles(graph(edges))).toEqual(cycles);
  });

  it('is not stopped by a chain that is longer than the stack', () => {
    const length = 50_000;
    const chain = new Map(
      Array.from({ length }, (_, index) => [
        `n${index}`,
        [`n${(index + 1) % length}`],
      ]),
    );
    expect(findCycles(chain)).toHaveLength(1);
  });
});
