import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { acmeEntity, sourceAt } from '../tests/acmeCatalog';
import { createCodeHostDouble } from '../tests/createCodeHostDouble';
import { TEST_CONTRACT } from '../tests/insertTestMigration';
import { CatalogConsumerSource } from './CatalogConsumerSource';

const DATASET = 'resource:default/user-activity-v1';

function createSource(entities: Entity[], maxHops = 3) {
  const catalog = catalogServiceMock({ entities });
  const fetched = jest.spyOn(catalog, 'getEntitiesByRefs');
  const source = CatalogConsumerSource.create({
    catalog,
    codeHosts: [createCodeHostDouble()],
    consumerRelations: ['dependencyOf', 'apiConsumedBy'],
    maxHops,
  });
  const find = () =>
    source.findConsumers({
      contract: TEST_CONTRACT,
      credentials: mockCredentials.service(),
      signal: new AbortController().signal,
    });
  return { find, fetched };
}

function dataset(...readers: string[]): Entity {
  return acmeEntity({
    ref: DATASET,
    type: 'dataset',
    relations: { dependencyOf: readers },
  });
}

describe('CatalogConsumerSource', () => {
  it('finds who depends on a resource and who consumes an API, with repository, folder, owner and reason', async () => {
    const { find } = createSource([
      acmeEntity({
        ref: DATASET,
        type: 'dataset',
        relations: {
          dependencyOf: ['component:default/jobs'],
          apiConsumedBy: ['component:default/report'],
          dependsOn: ['component:default/producer'],
        },
      }),
      acmeEntity({
        ref: 'component:default/jobs',
        title: 'Finance jobs',
        owner: 'group:default/finance',
        annotations: sourceAt('jobs', 'sql/'),
      }),
      acmeEntity({
        ref: 'component:default/report',
        annotations: sourceAt('report'),
      }),
      acmeEntity({ ref: 'component:default/producer' }),
    ]);

    const { consumers, findings } = await find();

    expect(findings).toEqual([]);
    expect(consumers).toEqual([
      {
        entityRef: 'component:default/jobs',
        title: 'Finance jobs',
        ownerRef: 'group:default/finance',
        repository: { host: 'github.com', owner: 'acme', name: 'jobs' },
        path: 'sql',
        hops: 1,
        reads: [DATASET],
        declared: true,
        evidence: [
          {
            source: 'catalog',
            detail: `${DATASET} has the relation dependencyOf to it`,
          },
        ],
      },
      expect.objectContaining({ entityRef: 'component:default/report' }),
    ]);
  });

  it('shows dangling relations, entities without a repository and circles instead of dropping them', async () => {
    const { find } = createSource([
      dataset('component:default/a', 'component:default/gone'),
      acmeEntity({
        ref: 'component:default/a',
        annotations: sourceAt('a'),
        relations: { dependencyOf: ['component:default/b'] },
      }),
      acmeEntity({
        ref: 'component:default/b',
        relations: { dependencyOf: ['component:default/a'] },
      }),
    ]);

    const { consumers, findings } = await find();

    expect(consumers.map(({ entityRef, hops }) => [entityRef, hops])).toEqual([
      ['component:default/a', 1],
      ['component:default/b', 2],
    ]);
    expect(findings).toEqual([
      {
        kind: 'noRepository',
        entityRef: 'component:default/b',
        message: expect.stringContaining('backstage.io/source-location'),
      },
      {
        kind: 'danglingRelation',
        entityRef: 'component:default/gone',
        message: expect.stringContaining(
          `${DATASET} names component:default/gone`,
        ),
      },
      {
        kind: 'cycle',
        entityRef: 'component:default/a',
        message: expect.stringContaining(
          'component:default/a, component:default/b',
        ),
      },
    ]);
  });

  it('says so when the dataset itself has left the catalog', async () => {
    const { find } = createSource([]);
    expect(await find()).toEqual({
      consumers: [],
      findings: [
        expect.objectContaining({
          kind: 'danglingRelation',
          entityRef: DATASET,
        }),
      ],
    });
  });

  it('looks at 500 entities in circles once each, in batches, and no further than allowed', async () => {
    const ref = (index: number) => `component:default/c${index % 500}`;
    const { find, fetched } = createSource(
      [
        dataset(...Array.from({ length: 250 }, (_, index) => ref(index))),
        ...Array.from({ length: 500 }, (_, index) =>
          acmeEntity({
            ref: ref(index),
            annotations: sourceAt(`r${index}`),
            // everybody is read by the next one, the last by the first
            relations: { dependencyOf: [ref(index + 1), ref(index + 200)] },
          }),
        ),
      ],
      2,
    );

    const { consumers, findings } = await find();

    expect(consumers.filter(({ hops }) => hops === 1)).toHaveLength(250);
    expect(consumers.filter(({ hops }) => hops === 2)).toHaveLength(200);
    expect(consumers.filter(({ hops }) => hops > 2)).toEqual([]);
    expect(findings).toEqual([
      {
        kind: 'cycle',
        entityRef: 'component:default/c0',
        message: expect.stringMatching(/ and 445 more read each other/),
      },
    ]);
    const asked = fetched.mock.calls.flatMap(([{ entityRefs }]) => entityRefs);
    expect(new Set(asked).size).toBe(asked.length);
    expect(
      Math.max(...fetched.mock.calls.map(([call]) => call.entityRefs.length)),
    ).toBeLessThanOrEqual(200);
  });

  it('gives an error of the catalog on, since no answer is not the answer nobody', async () => {
    const { find, fetched } = createSource([]);
    fetched.mockRejectedValue(new Error('the catalog is down'));
    await expect(find()).rejects.toThrow('the catalog is down');
  });
});
