import fc from 'fast-check';
import { FairTurns, type Line } from './FairTurns';

function line(
  migrationOwner: string,
  migrationId: string,
  weights: { weight?: number; ownerWeight?: number } = {},
): Line {
  return {
    migrationId,
    migrationOwner,
    weight: weights.weight ?? 1,
    ownerWeight: weights.ownerWeight ?? 1,
    finish: 0,
    ownerFinish: 0,
    ownerClock: 0,
  };
}

/** How often each is served in so many turns. */
function serve(turns: FairTurns, lines: Line[], count: number) {
  const served = new Map<string, number>();
  for (let turn = 0; turn < count; turn += 1) {
    const next = turns.next(lines)!;
    turns.serve(next);
    served.set(next.migrationId, (served.get(next.migrationId) ?? 0) + 1);
  }
  return Object.fromEntries(served);
}

describe('FairTurns', () => {
  it('serves equals by turns, whatever their names, also one at a time', () => {
    const turns = FairTurns.create(0);
    const lines = [line('a', 'm1'), line('a', 'm2'), line('a', 'm3')];

    expect(serve(turns, lines, 7)).toEqual({ m1: 3, m2: 2, m3: 2 });
  });

  it('gives an owner with a hundred migrations no more than one with a single migration', () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      line('many', `many-${index}`),
    );
    const served = serve(
      FairTurns.create(0),
      [...many, line('one', 'single')],
      200,
    );

    expect(served.single).toBe(100);
  });

  it('serves by weight', () => {
    const lines = [line('a', 'light'), line('b', 'heavy', { ownerWeight: 3 })];

    expect(serve(FairTurns.create(0), lines, 40)).toEqual({
      light: 10,
      heavy: 30,
    });
  });

  it('gives nothing back to one that comes late', () => {
    const turns = FairTurns.create(0);
    const early = line('a', 'early');
    serve(turns, [early], 1000);

    expect(serve(turns, [early, line('b', 'late')], 10)).toEqual({
      early: 5,
      late: 5,
    });
  });

  it('serves those who wait all the time within one of each other, whoever else comes and goes', () => {
    const check = () =>
      fc.assert(
        fc.property(
          fc.integer({ min: 2, max: 6 }),
          fc.array(fc.array(fc.integer({ min: 0, max: 5 })), { maxLength: 60 }),
          (waiting, rounds) => {
            const turns = FairTurns.create(0);
            const always = Array.from({ length: waiting }, (_, index) =>
              line('a', `always-${index}`),
            );
            const served = new Map(always.map(each => [each.migrationId, 0]));
            for (const round of rounds) {
              const others = [...new Set(round)].map(other =>
                line('a', `other-${other}`, { weight: other + 1 }),
              );
              const next = turns.next([...others, ...always])!;
              turns.serve(next);
              const before = served.get(next.migrationId);
              if (before !== undefined) {
                served.set(next.migrationId, before + 1);
              }
            }
            const counts = [...served.values()];
            return Math.max(...counts) - Math.min(...counts) <= 1;
          },
        ),
      );

    expect(check).not.toThrow();
  });

  it('starves nobody: whoever waits is served after as many turns as the weights of all others', () => {
    const check = () =>
      fc.assert(
        fc.property(
          fc.array(fc.integer({ min: 1, max: 9 }), {
            minLength: 1,
            maxLength: 8,
          }),
          fc.integer({ min: 0, max: 100 }),
          (weights, before) => {
            const turns = FairTurns.create(0);
            const others = weights.map((weight, index) =>
              line('a', `other-${index}`, { weight }),
            );
            serve(turns, others, before);
            const late = line('a', 'late');
            const most =
              weights.reduce((sum, weight) => sum + weight, 0) +
              weights.length +
              1;
            return serve(turns, [late, ...others], most).late! >= 1;
          },
        ),
      );

    expect(check).not.toThrow();
  });

  it('foresees what it will do, and changes nothing by it', () => {
    const turns = FairTurns.create(0);
    const lines = [line('a', 'm1'), line('b', 'm2', { ownerWeight: 2 })];
    const foreseen = turns.foresee(lines, 9);
    const done = foreseen.map(() => {
      const next = turns.next(lines)!;
      turns.serve(next);
      return next;
    });

    expect(foreseen).toEqual(done);
  });
});
