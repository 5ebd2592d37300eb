/** Who owns consumer number `index`; some 300 teams. */
const ownerOf = index => `group:default/team-${index % 300}`;

function entity({ ref, type, relations, repository }) {
  const [, kind, name] = /^(\w+):default\/(.+)$/.exec(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind === 'resource' ? 'Resource' : 'Component',
    metadata: {
      uid: ref,
      etag: 'bench',
      name,
      namespace: 'default',
      title: `The ${type} ${name}`,
      description:
        'What it does, who asked for it, and whom to call when it does not: as long as descriptions are.',
      annotations: {
        'backstage.io/managed-by-location': `url:https://github.com/acme/${name}/blob/main/catalog-info.yaml`,
        ...(repository && {
          'backstage.io/source-location': `url:https://github.com/acme/${repository}/tree/main/`,
        }),
      },
      tags: ['data', 'bench'],
    },
    spec: { type, lifecycle: 'production' },
    relations: relations.map(([relation, targetRef]) => ({
      type: relation,
      targetRef,
    })),
  };
}

export const datasetRef = size => `resource:default/dataset-${size}`;
export const consumerRef = (size, index) =>
  `component:default/consumer-${size}-${index}`;

/** A dataset for each size with as many direct consumers, and entities that have nothing to do with them up to the total. */
export function* catalogEntities({ sizes, total }) {
  let count = 0;
  const give = options => {
    count += 1;
    return { ref: options.ref, entity: entity(options) };
  };
  for (const size of sizes) {
    yield give({
      ref: datasetRef(size),
      type: 'dataset',
      relations: [
        ['ownedBy', 'group:default/growth-data'],
        ...Array.from({ length: size }, (_, index) => [
          'dependencyOf',
          consumerRef(size, index),
        ]),
      ],
    });
    for (let index = 0; index < size; index += 1) {
      yield give({
        ref: consumerRef(size, index),
        type: 'data-pipeline',
        repository: `consumer-${size}-${index}`,
        relations: [
          ['ownedBy', ownerOf(index)],
          ['dependsOn', datasetRef(size)],
        ],
      });
    }
  }
  while (count < total) {
    yield give({
      ref: `component:default/other-${count}`,
      type: 'service',
      repository: `other-${count}`,
      relations: [['ownedBy', ownerOf(count)]],
    });
  }
}
