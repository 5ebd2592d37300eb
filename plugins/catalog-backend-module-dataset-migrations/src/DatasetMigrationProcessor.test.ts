import type { Entity } from '@backstage/catalog-model';
import type { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { DatasetMigrationProcessor } from './DatasetMigrationProcessor';

const CONTRACT = {
  apiVersion: 'skein.dev/v1alpha1',
  kind: 'MappingContract',
  metadata: { name: 'orders' },
  spec: {
    datasets: [
      {
        from: {
          entityRef: 'resource:default/orders-v1',
          names: [{ platform: 'bigquery', name: 'acme.sales.orders_v1' }],
        },
        to: {
          entityRef: 'resource:default/orders',
          names: [{ platform: 'bigquery', name: 'acme.core.orders' }],
        },
      },
    ],
  },
};

const entity = (spec: object = {}): Entity => ({
  apiVersion: 'skein.dev/v1alpha1',
  kind: 'DatasetMigration',
  metadata: { name: 'orders', namespace: 'default' },
  spec: { owner: 'sales', contract: CONTRACT, ...spec },
});

const component: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'orders' },
  spec: { contract: CONTRACT },
};

const LOCATION = { type: 'url', target: 'https://git.example/orders.yaml' };

describe('DatasetMigrationProcessor', () => {
  const processor = new DatasetMigrationProcessor();

  async function relationsOf(from: Entity): Promise<string[]> {
    const emitted: CatalogProcessorResult[] = [];
    await processor.postProcessEntity(from, LOCATION, result =>
      emitted.push(result),
    );
    return emitted.flatMap(result =>
      result.type === 'relation'
        ? [
            `${result.relation.source.name} ${result.relation.type} ${result.relation.target.name}`,
          ]
        : [],
    );
  }

  it('relates a migration to its owner and its datasets, and makes it depend on nothing', async () => {
    expect(await relationsOf(entity())).toEqual([
      'orders ownedBy sales',
      'sales ownerOf orders',
      'orders partOf orders-v1',
      'orders-v1 hasPart orders',
      'orders partOf orders',
      'orders hasPart orders',
    ]);
  });

  it('knows its kind, and leaves others to others', async () => {
    await expect(processor.validateEntityKind(entity())).resolves.toBe(true);
    await expect(processor.validateEntityKind(component)).resolves.toBe(false);
    await expect(processor.preProcessEntity(component)).resolves.toBe(
      component,
    );
    expect(await relationsOf(component)).toEqual([]);
  });

  it('makes a contract that is written out text, of which the catalog makes no rows', async () => {
    const { spec } = await processor.preProcessEntity(entity());
    expect(spec?.contract).toMatch(/^apiVersion: skein.dev\/v1alpha1\n/);
    await expect(
      processor.validateEntityKind(entity({ contract: spec?.contract })),
    ).resolves.toBe(true);
  });

  it('says all that is wrong: field, value and mend', async () => {
    await expect(
      processor.validateEntityKind(
        entity({
          owner: 'system:default/x',
          contract: { ...CONTRACT, metadata: { name: 'other' } },
        }),
      ),
    ).rejects.toThrow(
      [
        'The migration cannot be used:',
        'spec.owner: "system:default/x" is neither a group nor a user; write its reference, such as group:default/finance',
        'metadata.name: "orders" is not the name of its contract, which is "other"; write the same name in both',
      ].join('\n'),
    );
  });
});
