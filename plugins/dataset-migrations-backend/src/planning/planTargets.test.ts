import type { FoundConsumer } from '@skein/backstage-plugin-dataset-migrations-node';
import fc from 'fast-check';
import { planHash } from './planHash';
import { planTargets } from './planTargets';

const FINANCE = 'group:default/finance';
const MARKETING = 'group:default/marketing';

function consumer(
  name: string,
  changes: Partial<FoundConsumer> & { in?: string } = {},
): FoundConsumer {
  const { in: repositoryName = name, ...rest } = changes;
  return {
    entityRef: `component:default/${name}`,
    title: name,
    ownerRef: FINANCE,
    repository: { host: 'github.com', owner: 'acme', name: repositoryName },
    hops: 1,
    declared: true,
    evidence: [],
    ...rest,
  };
}

const plan = (
  consumers: FoundConsumer[],
  changes: Partial<Parameters<typeof planTargets>[0]> = {},
) =>
  planTargets({
    consumers,
    outputs: 'preserve',
    includeUndeclared: false,
    ...changes,
  });

describe('planTargets', () => {
  it.each<[string, FoundConsumer[], object[]]>([
    ['nobody reads the dataset', [], []],
    [
      'one entity in a repository',
      [consumer('a')],
      [{ key: 'github.com/acme/a', ownerRef: FINANCE }],
    ],
    [
      'two entities of one owner in one repository are one target',
      [
        consumer('a', { in: 'mono', path: 'a' }),
        consumer('b', { in: 'mono', path: 'b' }),
      ],
      [
        {
          key: 'github.com/acme/mono',
          entityRefs: ['component:default/a', 'component:default/b'],
        },
      ],
    ],
    [
      'a repository of two owners is split by their folders',
      [
        consumer('a', { in: 'mono', path: 'finance' }),
        consumer('b', { in: 'mono', path: 'marketing', ownerRef: MARKETING }),
      ],
      [
        { key: `github.com/acme/mono#${FINANCE}`, paths: ['finance'] },
        { key: `github.com/acme/mono#${MARKETING}`, paths: ['marketing'] },
      ],
    ],
    [
      'a share inside of another is left out of that one',
      [
        consumer('a', { in: 'mono', path: 'jobs' }),
        consumer('b', { in: 'mono', path: 'jobs/ads', ownerRef: MARKETING }),
      ],
      [
        {
          key: `github.com/acme/mono#${FINANCE}`,
          paths: ['jobs'],
          excludedPaths: ['jobs/ads'],
        },
        { key: `github.com/acme/mono#${MARKETING}`, paths: ['jobs/ads'] },
      ],
    ],
    [
      'whoever owns the root gets all but the shares of others',
      [
        consumer('a', { in: 'mono' }),
        consumer('b', { in: 'mono', path: 'ads', ownerRef: MARKETING }),
      ],
      [
        { key: `github.com/acme/mono#${FINANCE}`, excludedPaths: ['ads'] },
        { key: `github.com/acme/mono#${MARKETING}`, paths: ['ads'] },
      ],
    ],
    [
      'folders that only begin alike are apart',
      [
        consumer('a', { in: 'mono', path: 'ad' }),
        consumer('b', { in: 'mono', path: 'ads', ownerRef: MARKETING }),
      ],
      [{ paths: ['ad'] }, { paths: ['ads'] }],
    ],
    [
      'one folder with two owners cannot be split: the first by name gets it',
      [
        consumer('a', { in: 'mono', ownerRef: MARKETING }),
        consumer('b', { in: 'mono' }),
      ],
      [
        {
          key: 'github.com/acme/mono',
          ownerRef: FINANCE,
          entityRefs: ['component:default/a', 'component:default/b'],
        },
      ],
    ],
    [
      'code without an owner is a share of its own',
      [
        consumer('a', { in: 'mono', path: 'a' }),
        consumer('b', { in: 'mono', path: 'b', ownerRef: undefined }),
      ],
      [
        { key: 'github.com/acme/mono#unowned', paths: ['b'] },
        { key: `github.com/acme/mono#${FINANCE}`, paths: ['a'] },
      ].sort((a, b) => (a.key < b.key ? -1 : 1)),
    ],
  ])('%s', (_case, consumers, targets) => {
    const wholeRepository = { paths: undefined, excludedPaths: undefined };
    const planned = plan(consumers).targets;
    expect(
      planned.map(each => ({ ...wholeRepository, ...each })),
    ).toMatchObject(targets.map(each => ({ ...wholeRepository, ...each })));
  });

  it.each<[string, FoundConsumer, RegExp]>([
    [
      'reads only what another consumer writes',
      consumer('a', { hops: 2 }),
      /outputs keep their names/,
    ],
    [
      'says not where its code is',
      consumer('a', { repository: undefined }),
      /backstage\.io\/source-location/,
    ],
    [
      'is not declared',
      consumer('a', { declared: false, entityRef: undefined }),
      /plan with undeclared consumers/,
    ],
  ])(
    'lists who %s, with the reason why there is no target',
    (_case, one, reason) => {
      const { targets, consumers } = plan([one]);
      expect(targets).toEqual([]);
      expect(consumers).toEqual([
        { ...one, problem: expect.stringMatching(reason) },
      ]);
    },
  );

  it('takes in undeclared code when it is told to', () => {
    const found = consumer('a', { declared: false, entityRef: undefined });
    const { targets } = plan([found], { includeUndeclared: true });
    expect(targets).toEqual([
      expect.objectContaining({ declared: false, entityRefs: [] }),
    ]);
  });

  it('moves indirect consumers too when new names flow on', () => {
    const { targets } = plan([consumer('a', { hops: 2 })], {
      outputs: 'propagate',
    });
    expect(targets).toEqual([expect.objectContaining({ hops: 2 })]);
  });

  it('makes the same plan, with the same hash, in whatever order consumers are found', () => {
    const found = fc.uniqueArray(
      fc.record({
        name: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        in: fc.constantFrom('mono', 'other'),
        path: fc.option(fc.constantFrom('x', 'x/y', 'z'), { nil: undefined }),
        ownerRef: fc.option(fc.constantFrom(FINANCE, MARKETING), {
          nil: undefined,
        }),
      }),
      { selector: ({ name }) => name },
    );
    fc.assert(
      fc.property(
        found.chain(entries =>
          fc.tuple(
            fc.constant(entries),
            fc.shuffledSubarray(entries, { minLength: entries.length }),
          ),
        ),
        ([entries, shuffled]) => {
          const hashOf = (list: typeof entries) =>
            planHash({
              targets: plan(
                list.map(({ name, ...rest }) => consumer(name, rest)),
              ).targets,
              contractVersion: 1,
            });
          expect(hashOf(shuffled)).toBe(hashOf(entries));
        },
      ),
    );
  });

  it('has another hash for another contract or another target', () => {
    const { targets } = plan([consumer('a')]);
    const hash = planHash({ targets, contractVersion: 1 });
    expect(planHash({ targets, contractVersion: 2 })).not.toBe(hash);
    expect(planHash({ targets: [], contractVersion: 1 })).not.toBe(hash);
  });

  it('lets an indirect consumer wait for what it reads when outputs change, and only then', () => {
    const consumers = [
      consumer('direct', { reads: ['resource:default/old'] }),
      consumer('indirect', { hops: 2, reads: ['component:default/direct'] }),
    ];
    expect(plan(consumers, { outputs: 'propagate' }).targets).toMatchObject([
      { key: 'github.com/acme/direct', depth: 0 },
      {
        key: 'github.com/acme/indirect',
        depth: 1,
        upstreamKeys: ['github.com/acme/direct'],
      },
    ]);
    expect(plan(consumers).targets).toEqual([
      expect.not.objectContaining({ upstreamKeys: expect.anything() }),
    ]);
  });
});
