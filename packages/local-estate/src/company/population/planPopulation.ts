import { createRandom } from './createRandom';
import { POPULATION_DATASETS } from './datasets';
import type {
  Framework,
  Peculiarity,
  PopulationMember,
  PopulationOptions,
} from './PopulationMember';

const FRAMEWORKS: readonly Framework[] = ['sql', 'dbt', 'scio'];

/** As shares of a hundred direct consumers; the rest has no peculiarity. */
const SHARES: readonly [Peculiarity, number][] = [
  ['undeclared', 10],
  ['moved', 5],
  ['judgement', 5],
  ['archived', 2],
  ['unowned', 1],
];
const FLAKY_SHARE = 0.08;

/** The peculiarities of so many consumers: the shares hold as exactly as whole numbers allow, whatever the seed. */
function listPeculiarities(count: number): Peculiarity[] {
  const peculiar = SHARES.flatMap(([peculiarity, percent]) =>
    Array.from(
      { length: Math.round((count * percent) / 100) },
      () => peculiarity,
    ),
  );
  return Array.from({ length: count }, (_, index) => peculiar[index] ?? 'none');
}

/** Who there is, from the seed alone. */
export function planPopulation(options: PopulationOptions): PopulationMember[] {
  const { seed, direct, indirect } = options;
  const random = createRandom(seed);
  const name = (kind: string, index: number) =>
    `${kind}-${String(index + 1).padStart(4, '0')}`;
  const readers = random
    .shuffle(listPeculiarities(direct))
    .map((peculiarity, index): PopulationMember => {
      // only one of the datasets has a column to decide on
      const dataset =
        peculiarity === 'judgement'
          ? POPULATION_DATASETS[0]
          : random.pick(POPULATION_DATASETS);
      return {
        name: name('consumer', index),
        dataset: dataset.entityRef,
        framework: random.pick(FRAMEWORKS),
        hops: 1,
        peculiarity,
        // a consumer that moved says so, half of the time
        declared:
          peculiarity !== 'undeclared' &&
          (peculiarity !== 'moved' || random.next() < 0.5),
        flaky: random.next() < FLAKY_SHARE,
      };
    });
  const upstreams = readers.filter(
    ({ peculiarity }) => peculiarity !== 'undeclared',
  );
  const followers = Array.from({ length: indirect }, (_, index) => {
    const upstream = random.pick(upstreams);
    return {
      name: name('follower', index),
      dataset: upstream.dataset,
      framework: random.pick(FRAMEWORKS),
      hops: 2,
      peculiarity: 'none',
      declared: true,
      flaky: false,
      upstream: upstream.name,
    } satisfies PopulationMember;
  });
  return [...readers, ...followers];
}
