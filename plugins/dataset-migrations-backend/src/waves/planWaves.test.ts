import fc from 'fast-check';
import { planWaves, type WaveCandidate } from './planWaves';

function target(key: string, rest: Partial<WaveCandidate> = {}): WaveCandidate {
  return { id: key, key, depth: 0, ...rest };
}

const idsOf = (waves: ReturnType<typeof planWaves>) =>
  waves.map(({ targetIds }) => targetIds);

describe('planWaves', () => {
  it('takes one target of each team before it takes a second', () => {
    const targets = [
      target('a1', { ownerRef: 'group:default/a' }),
      target('a2', { ownerRef: 'group:default/a' }),
      target('a3', { ownerRef: 'group:default/a' }),
      target('b1', { ownerRef: 'group:default/b' }),
    ];
    const waves = planWaves({
      targets,
      waves: [{ title: 'Canary', size: 2 }, {}],
    });
    expect(idsOf(waves)).toEqual([
      ['a1', 'b1'],
      ['a2', 'a3'],
    ]);
    expect(waves.map(({ title }) => title)).toEqual(['Canary', 'Wave 2']);
  });

  it('never puts a reader before what it reads', () => {
    const targets = [target('a', { depth: 1 }), target('b'), target('c')];
    const waves = planWaves({ targets, waves: [{ size: 2 }, {}] });
    expect(idsOf(waves)).toEqual([['b', 'c'], ['a']]);
  });

  it('keeps what a person chose, and counts it', () => {
    const targets = [
      target('a'),
      target('b'),
      target('c', { byHand: 1 }),
      target('d', { byHand: 9 }),
    ];
    const waves = planWaves({ targets, waves: [{ size: 2 }, {}] });
    expect(idsOf(waves)).toEqual([
      ['c', 'a'],
      ['d', 'b'],
    ]);
  });

  it('gives a share of few targets at least one, and leaves waves empty when nothing is left', () => {
    const targets = [target('a'), target('b')];
    expect(
      idsOf(planWaves({ targets, waves: [{ share: 0.01 }, {}, {}] })),
    ).toEqual([['a'], ['b'], []]);
  });

  it('gives each target one wave, whatever the order in which they come', () => {
    const someTarget = fc.record({
      key: fc.string({ minLength: 1 }),
      ownerRef: fc.option(fc.constantFrom('x', 'y', 'z'), { nil: undefined }),
      depth: fc.nat(3),
      byHand: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    });
    const someWave = fc.oneof(
      fc.record({ size: fc.integer({ min: 1, max: 20 }) }),
      fc.record({ share: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
      fc.constant({}),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(someTarget, { selector: ({ key }) => key }),
        fc.array(someWave, { minLength: 1, maxLength: 6 }),
        (some, waves) => {
          const targets = some.map(each => ({ ...each, id: each.key }));
          const planned = planWaves({ targets, waves });
          expect(planned.flatMap(({ targetIds }) => targetIds).sort()).toEqual(
            targets.map(({ id }) => id).sort(),
          );
          expect(planWaves({ targets: [...targets].reverse(), waves })).toEqual(
            planned,
          );
        },
      ),
    );
  });
});
