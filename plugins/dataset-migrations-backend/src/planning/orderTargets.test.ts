import fc from 'fast-check';
import { orderTargets } from './orderTargets';

/** Targets by name; an edge `['a', 'b']` says that b reads what a writes. */
function order(
  names: readonly string[],
  edges: ReadonlyArray<readonly [string, string]>,
  hops: Record<string, number> = {},
) {
  const targets = names.map(key => ({
    key,
    repository: { host: 'github.com', owner: 'acme', name: key },
    entityRefs: [`component:default/${key}`],
    hops: hops[key] ?? 1,
    declared: true,
  }));
  const consumers = names.map(key => ({
    entityRef: `component:default/${key}`,
    title: key,
    hops: hops[key] ?? 1,
    reads: edges
      .filter(([, reader]) => reader === key)
      .map(([read]) => `component:default/${read}`),
    declared: true,
    evidence: [],
    targetKey: key,
  }));
  return orderTargets({ targets, consumers });
}

const summary = ({ targets }: ReturnType<typeof order>) =>
  targets.map(({ key, upstreamKeys = [], depth }) => [
    key,
    upstreamKeys.join(' '),
    depth,
  ]);

describe('orderTargets', () => {
  it('lets a target wait for all that it reads, and counts the longest way', () => {
    expect(
      summary(
        order(
          ['a', 'b', 'c', 'd'],
          [
            ['a', 'b'],
            ['b', 'c'],
            ['a', 'c'],
            ['unknown', 'd'],
          ],
        ),
      ),
    ).toEqual([
      ['a', '', 0],
      ['b', 'a', 1],
      ['c', 'a b', 2],
      ['d', '', 0],
    ]);
  });

  it('breaks a circle where it is farthest from the dataset, and says in which order', () => {
    const ordered = order(
      ['a', 'b', 'c', 'd'],
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
        ['c', 'd'],
      ],
      { c: 1, a: 2, b: 3, d: 2 },
    );
    expect(summary(ordered)).toEqual([
      ['a', 'c', 1],
      ['b', 'a', 2],
      ['c', '', 0],
      ['d', 'c', 1],
    ]);
    expect(ordered.findings).toEqual([
      {
        kind: 'cycle',
        message: expect.stringMatching(/^c, a, b read what the others write/),
      },
    ]);
  });

  it('knows no circle in a target that reads itself', () => {
    const ordered = order(['a'], [['a', 'a']]);
    expect(summary(ordered)).toEqual([['a', '', 0]]);
    expect(ordered.findings).toEqual([]);
  });

  it('is done with 10,000 targets in a row', () => {
    const names = Array.from({ length: 10_000 }, (_, index) =>
      String(index).padStart(5, '0'),
    );
    const ordered = orderTargets({
      targets: names.map(key => ({
        key,
        repository: { host: 'h', owner: 'o', name: key },
        entityRefs: [],
        hops: 1,
        declared: true,
      })),
      consumers: names.map((key, index) => ({
        entityRef: `component:default/${key}`,
        title: key,
        hops: 1,
        reads: index === 0 ? [] : [`component:default/${names[index - 1]}`],
        declared: true,
        evidence: [],
        targetKey: key,
      })),
    });
    expect(ordered.targets[9_999].depth).toBe(9_999);
  });

  it('never leaves a circle, and leaves every edge that is in none', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, name), { maxLength: 20 }),
        fc.dictionary(name, fc.integer({ min: 1, max: 3 })),
        (edges, hops) => {
          const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
          const { targets, findings } = order(names, edges, hops);
          const depthOf = new Map(
            targets.map(({ key, depth }) => [key, depth]),
          );
          for (const { upstreamKeys = [], depth } of targets) {
            for (const upstream of upstreamKeys) {
              expect(depthOf.get(upstream)).toBeLessThan(depth);
            }
          }
          const kept = targets.flatMap(({ key, upstreamKeys = [] }) =>
            upstreamKeys.map(upstream => `${upstream} ${key}`),
          );
          const asked = new Set(
            edges
              .filter(([from, to]) => from !== to)
              .map(pair => pair.join(' ')),
          );
          // what is left out is in a circle
          expect(kept.every(edge => asked.has(edge))).toBe(true);
          expect(findings.length > 0 || kept.length === asked.size).toBe(true);
        },
      ),
    );
  });
});
