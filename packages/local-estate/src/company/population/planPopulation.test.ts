import { planPopulation } from './planPopulation';

const count = (
  members: ReturnType<typeof planPopulation>,
  peculiarity: string,
) => members.filter(member => member.peculiarity === peculiarity).length;

describe('planPopulation', () => {
  const options = { seed: 7, direct: 200, indirect: 300 };

  it('makes the same company again for the same seed, and another for another', () => {
    expect(planPopulation(options)).toEqual(planPopulation(options));
    expect(planPopulation(options)).not.toEqual(
      planPopulation({ ...options, seed: 8 }),
    );
  });

  it('keeps the shares of what is peculiar', () => {
    const members = planPopulation(options);

    expect(members).toHaveLength(500);
    expect(count(members, 'undeclared')).toBe(20);
    expect(count(members, 'moved')).toBe(10);
    expect(count(members, 'judgement')).toBe(10);
    expect(count(members, 'archived') + count(members, 'unowned')).toBe(6);
  });

  it('scatters what is peculiar, and lets the catalog know of all but the undeclared and half of those that moved', () => {
    const readers = planPopulation(options).filter(({ hops }) => hops === 1);
    const archived = readers.flatMap(({ peculiarity }, index) =>
      peculiarity === 'archived' ? [index] : [],
    );

    expect(archived).not.toEqual(
      archived.map((_, index) => archived[0] + index),
    );
    expect(
      new Set(
        readers.filter(each => !each.declared).map(each => each.peculiarity),
      ),
    ).toEqual(new Set(['undeclared', 'moved']));
  });

  it('lets those with two hops read what a declared consumer writes', () => {
    const members = planPopulation(options);
    const declared = members
      .filter(
        ({ hops, peculiarity }) => hops === 1 && peculiarity !== 'undeclared',
      )
      .map(({ name }) => name);

    const followers = members.filter(({ hops }) => hops === 2);
    expect(followers).toHaveLength(300);
    expect(
      followers.every(({ upstream }) => declared.includes(upstream!)),
    ).toBe(true);
  });
});
