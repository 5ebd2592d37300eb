import type { Entity } from '@backstage/catalog-model';
import { renderCatalogFix } from './renderCatalogFix';

const OLD = 'resource:default/user-activity-v1';

function component(spec: Entity['spec'], namespace?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'marketing-dbt', namespace },
    spec,
  };
}

describe('renderCatalogFix', () => {
  it('leaves out the dataset and keeps all else, however it is written', () => {
    expect(
      renderCatalogFix({
        entity: component({
          dependsOn: [
            'resource:user-activity-v1',
            'Resource:default/orders',
            'resource: odd',
          ],
        }),
        datasetRefs: [OLD],
      }),
    ).toBe(`# component:default/marketing-dbt without ${OLD}
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: marketing-dbt
spec:
  dependsOn:
    - Resource:default/orders
    - "resource: odd"
`);
  });

  it('takes a name without a kind for an API where APIs are meant, in the namespace of the entity', () => {
    expect(
      renderCatalogFix({
        entity: component({ consumesApis: ['activity'] }, 'data'),
        datasetRefs: ['api:data/activity'],
      }),
    ).toContain('  namespace: data\nspec:\n  consumesApis: []\n');
  });

  it.each<[string, Entity['spec']]>([
    ['says nothing', {}],
    ['names another dataset', { dependsOn: ['resource:default/orders'] }],
    ['says it in another form', { dependsOn: OLD }],
  ])('has nothing to mend where the entity %s', (_case, spec) => {
    expect(
      renderCatalogFix({ entity: component(spec), datasetRefs: [OLD] }),
    ).toBeUndefined();
  });
});
